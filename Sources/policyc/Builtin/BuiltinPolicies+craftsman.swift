// swift-format-ignore-file
// Written by .ci/builtin from policies/craftsman.policy; change that file instead.

extension BuiltinPolicies {
  static let craftsman = ##"""
# 各地工匠培育政策共用的词汇：一名候选人有哪些事实，一个个案会发生哪些事件。
# 名称后括号里是数据文件用的编号，其后引号里是英文名称，行末引号里是含义。
词汇 craftsman "Craftsman programmes"

类型 形式审查结果(review_result): 选项 合格(pass)、不合格(fail)
类型 考评结果(evaluation_result): 选项 合格(pass)、不合格(fail)
类型 授予层级(issuer_tier): 选项 市(city)、省(province)、部(ministry)、行业(industry)、
    国家(nation)

主体 候选人(candidate) "Candidate" {
  # 本人与单位
  字段 编号(id) "ID": 文本 标识
  字段 姓名(name) "Name": 文本
  字段 性别(sex) "Sex": 选项 男(male)、女(female)
  字段 出生日期(birth_date) "Date of birth": 日期
  字段 年龄(age) "Age": 年 整数 "周岁；有出生日期时自动推算"
  字段 地区(region) "Region": 文本
  字段 单位(employer) "Employer": 文本
  字段 推荐单位(recommending_unit) "Recommending unit": 文本
  字段 行业(industry) "Industry": 文本
  字段 实体经济(real_economy) "Real economy": 是否 "在制造业等实体经济领域"
  字段 重点产业(key_industry) "Focus industry": 是否 "属于本地政策点名的重点产业"
  字段 在职情况(employment) "Employment": 选项 在职(employed)、延聘(extended)、退休(retired)、
      退休返聘(rehired) "延聘是到龄后继续聘用、尚未退休；退休返聘是退休后再受聘"
  字段 工会会籍(union_membership) "Union membership": 选项 本地(local)、外地(elsewhere)、
      非会员(none)
  字段 行政级别(cadre_rank) "Cadre rank": 等级 无(none) < 科级(section) < 只有职级(grade_only)
      < 副处级(deputy_county) < 正处级(county) < 副厅级(deputy_bureau) < 正厅级(bureau)
      "领导职务的级别，相当于某级的按该级填；有副处级以上职级而没有领导职务的填“只有职级”"
  字段 企业负责人(enterprise_head) "Head of an enterprise": 是否
  字段 违法违规情况(violations) "Violations": 选项 无(none)、轻微行政处罚(minor_penalty)、
      违背职业道德(ethics_breach)、失信(dishonesty)、刑事犯罪记录(criminal_record)

  # 技能与业绩
  字段 一线工作年限(frontline_years) "Front-line years": 年 小数 2位
      "在生产一线工作的年数，可带小数"
  字段 技能等级(skill_level) "Skill level": 等级 无(none) < 学徒工(apprentice) < 初级工(junior)
      < 中级工(intermediate) < 高级工(senior) < 技师(technician) < 高级技师(senior_technician)
      < 特级技师(master_technician) < 首席技师(chief_technician)
  字段 职称(title) "Professional title": 等级 无(none) < 技术员(technician)
      < 助理工程师(assistant_engineer) < 工程师(engineer) < 高级工程师(senior_engineer)
      < 正高级工程师(professor_engineer)
  字段 竞赛成绩(contests) "Contests": 列表 {
    字段 级别(level) "Level": 等级 单位级(employer) < 区级(district) < 市级(city) < 省级(province)
        < 国家级(nation)
    字段 结果(result) "Result": 选项 参赛(entered)、名次(placed)、优胜(winner)
    字段 名次(place) "Place": 整数 "第几名"
    字段 本行业(same_trade) "Own trade": 是否
  }
  字段 连续高于平均年数(above_average_years) "Years above average": 年 整数
      "核心业务成绩连续明显高于本岗位平均的年数"
  字段 工匠称号(craftsman_titles) "Craftsman titles": 列表 {
    字段 授予层级(issuer) "Issuer": 授予层级
  }
  字段 科技奖项(tech_awards) "Technology awards": 列表 {
    字段 授予层级(issuer) "Issuer": 授予层级
  }
  字段 重大项目(major_projects) "Major projects": 列表 {
    字段 层级(level) "Level": 选项 单位(employer)、市(city)、省部(province_ministry)、
        行业(industry)、国家(nation)
    字段 发挥重要作用(important_role) "Important role": 是否
  }
  字段 创新成果(achievements) "Innovations": 列表 {
    字段 类别(kind) "Kind": 选项 工艺工法(process)、专利(patent)、论文专著(paper)、
        软件著作权(software)、行业标准(standard)、其他(other)
  }
  字段 市级以上劳动竞赛(labour_competition) "City or higher labour competition": 是否
  字段 领衔市级创新工作室(leads_studio) "Leads a city studio": 是否
  字段 组建工作室联盟(forms_alliance) "Forms a studio alliance": 是否

  # 申报材料
  字段 推荐专家(experts) "Recommending experts": 列表 {
    字段 本单位(same_employer) "Own employer": 是否
    字段 同行(peer) "Peer": 是否
    字段 高级(senior) "Senior": 是否
  }
  字段 支撑材料齐备(materials_attached) "Materials attached": 是否
  字段 申报途径(route) "Route": 选项 推荐(recommended)、自荐(self)
  字段 未按程序推荐(improperly_recommended) "Recommended out of order": 是否
      "查实没有按条件和程序推荐"
  字段 愿意参加公益活动(public_service_willing) "Willing to serve": 是否
  字段 曾获同一称号(held_before) "Held before": 是否

  # 须由人评判的项目
  字段 政治素质(political_quality) "Political quality": 认定结果
  字段 工匠精神(craft_spirit) "Craft spirit": 认定结果
  字段 技术技能素质(skill_quality) "Skill quality": 认定结果
  字段 作出贡献(contribution) "Contribution": 认定结果
  字段 引领力(leading_force) "Leading": 认定结果
  字段 实践力(practice_force) "Practice": 认定结果
  字段 创新力(innovation_force) "Innovation": 认定结果
  字段 攻关力(tackling_force) "Tackling": 认定结果
  字段 传承力(passing_force) "Passing on": 认定结果

  # 评审与豁免
  字段 评审得分(score) "Score": 得分 0 至 100 小数 2位
  字段 豁免(waivers) "Waivers": 条款列表

  推导 年龄: 周岁(出生日期、基准日)
  恒有 年龄不为负(age_not_negative): 年龄 至少 0年
  恒有 一线年限不为负(frontline_years_not_negative): 一线工作年限 至少 0年
  恒有 连续年数不为负(above_average_years_not_negative): 连续高于平均年数 至少 0年
  恒有 名次从一起(places_start_at_one): 每个 竞赛成绩 (其 名次 至少 1)
}

# 申报到公布
事件 申报(applied) "Applied"
事件 推荐报送(recommended) "Recommended" {
  字段 报送者(by) "By": 文本
  字段 经批准(consent) "Consent given": 是否
  字段 分配数(allotted) "Places allotted": 整数
  字段 报送数(submitted) "Candidates submitted": 整数
}
事件 形式审查(formal_review) "Formal review" { 字段 结果(result) "Result": 形式审查结果 }
事件 实地核查(site_visit) "Site visit"
事件 专家打分(expert_scoring) "Expert scoring"
事件 专家会议(expert_meeting) "Expert meeting" { 字段 人数(members) "Members": 整数 }
事件 党组审议(party_group_review) "Party group review"
事件 公示开始(notice_opened) "Notice opened"
事件 公示结束(notice_closed) "Notice closed"
事件 收到异议(objection_received) "Objection received"
事件 核实异议(objection_verified) "Objection verified"
事件 公布(announced) "Announced" { 字段 公布文号(number) "Number": 文本 }

# 培育到发证
事件 培育开始(training_started) "Training started"
事件 培育延长(training_extended) "Training extended" {
  字段 延长年数(years) "Years": 年 小数 2位
  字段 延长月数(months) "Months": 月 整数
}
事件 考评(evaluated) "Evaluated" { 字段 结果(result) "Result": 考评结果 }
事件 发证(certified) "Certified" {
  字段 证书编号(number) "Number": 文本
  字段 所授荣誉(honour) "Honour": 文本
}
事件 授奖(awarded) "Awarded" { 字段 所授荣誉(honour) "Honour": 文本 }

# 工作室、项目、报告
事件 工作室命名(studio_named) "Studio named"
事件 工作室优异(studio_outstanding) "Studio upgrade found outstanding"
事件 项目入选(project_selected) "Project selected"
事件 工作室项目通过(studio_project_passed) "Studio project passed" {
  字段 第一完成人(first_contributor) "First contributor": 是否
  字段 市级助推额(municipal_grant) "Municipal grant": 金额
}
事件 提交报告(report_submitted) "Report submitted"

# 退出
事件 停止(stopped) "Stopped" {
  字段 所据事由(ground) "Ground": 文本
  字段 批准者(approved_by) "Approved by": 文本
}
事件 撤销决定(revoked) "Revoked" {
  字段 所据事由(ground) "Ground": 文本
  字段 批准者(approved_by) "Approved by": 文本
}

"""##
}
