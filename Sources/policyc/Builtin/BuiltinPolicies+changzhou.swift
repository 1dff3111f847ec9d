// swift-format-ignore-file
// Written by .ci/builtin from policies/changzhou.policy; change that file instead.

extension BuiltinPolicies {
  static let changzhou = ##"""
政策 changzhou "常州市龙城工匠培育工程"
发文机关 "常州市总工会"
文号 "常工发〔2024〕60号"
试行
发布 未定 "正文没有日期" @通知
施行 发布之日 @第十九条
使用 craftsman
上级 national

宣示 印发通知 @通知
宣示 目的依据 @第一条
宣示 有计划培育 @第二条 "五年内有计划、有重点地培育"
宣示 多层次体系 @第二条 "国家、省、市三层"
存疑 文件怎样自称 @第十七条 @第十八条 "一处称方案，一处称意见"

机构 市总工会 "常州市总工会"
机构 市总党组 @第八条 "常州市总工会党组"
机构 推荐单位 @第七条 "辖市区总工会、经开区总工会、市总企工部"
机构 申报单位 @第六条 "基层单位工会"
机构 专家组 @第八条 "会审专家组"
机构 各级工会 "各级工会"
机构 下级单位 @第十七条 "县区级、产业级工会和企事业单位"
机构 所在单位 @第十三条 "培育对象所在单位"
机构 培育对象 @第十二条 "入选的本人"
机构 工匠学院 @第十五条2 "承担培训任务的工匠学院"

# 一、数量

名额 龙城工匠 @第二条: 每期 约 100名
名额 五年合计 @第二条: 合计 约 300名 于 2024年 至 2028年
期次 培育期次 @第二条: 3期 于 2024年 至 2028年 {
  解读 期次能否重叠 "三期各两年，前后相接放不进五年": 可以重叠 另解 末期跨到五年之后
  存疑 起止月日
  存疑 年度还是期 @第十条 "公布一条说的是本年度"
}
存疑 名额怎样分配 @第七条 "没有写怎样分给各推荐单位"

# 二、条件

参数 最低一线年限 @第三条: 5年
参数 连续年数 @第四条(二)2: 3年

资格 基本条件 @第三条 {
  认定 政治素质
  应当 一线经历: 一线工作年限 至少 最低一线年限
  认定 工匠精神
  认定 技术技能素质
  优先 实体经济在职者为主: 实体经济 且 在职情况 是 在职
  优先 关注四类产业: 重点产业
  兼顾 其他行业领域
  解读 退休的人 "在职写在为主一句里，没有条款排除退休的人" {
    读作 不排除退休的人
    另解 以在岗为前提 {
      应当 仍在岗: 在职情况 不是 退休
    }
  }
  存疑 一线年限算到哪天
  存疑 为主的比例 "没有数字"
}

资格 工匠五力 @第四条 "须有潜质，并且已经初步展现" {
  认定 引领力 @第四条(一) {
    考察 勇挑重担 @第四条(一)1 "带头承担"
    考察 追求卓越 @第四条(一)2 "代表先进水平"
    考察 榜样引领 @第四条(一)3
  }
  认定 实践力 @第四条(二) {
    考察 核心业务领先 @第四条(二)1
    考察 持续学习 @第四条(二)3
  }
  认定 创新力 @第四条(三) {
    考察 业务洞察 @第四条(三)1
    考察 价值创造 @第四条(三)3 "在全市产业体系里起重要作用"
  }
  认定 攻关力 @第四条(四) {
    考察 协同配合 @第四条(四)2
    考察 直面难题 @第四条(四)3 "还须有显著成效"
  }
  认定 传承力 @第四条(五) {
    考察 总结继承 @第四条(五)1
    考察 培养人才 @第四条(五)2
    考察 弘扬非遗 @第四条(五)2 "只对非遗传承人"
    考察 应用智能 @第四条(五)3
  }

  解读 小项的作用 "等级、年数、成果、奖项这类事实，是逐项门槛，还是会审时看的方面" {
    读作 逐项门槛 {
      应当 技能精湛 @第四条(二)1: 技能等级 至少 高级技师
      应当 业绩突出 @第四条(二)2: 连续高于平均年数 至少 连续年数
      应当 形成创新成果 @第四条(三)2: 有 创新成果 (其 类别 属于 成果种类)
      解读 或字范围 @第四条(四)1 "末尾的或，前面接的是竞赛和作用两段，还是只接后一段" {
        读作 竞赛和作用合为一项 {
          应当 担当重任 @第四条(四)1: 下列之一 {
            竞赛并起作用: 市级以上劳动竞赛 且 有 重大项目 (其 发挥重要作用)
            获得科技奖项: 有 科技奖项 (其 授予层级 属于 奖项层级)
          }
        }
        另解 竞赛是前提 {
          应当 参加劳动竞赛 @第四条(四)1: 市级以上劳动竞赛
          应当 作用或奖项 @第四条(四)1: 下列之一 {
            在项目中起作用: 有 重大项目 (其 发挥重要作用)
            有科技奖项: 有 科技奖项 (其 授予层级 属于 奖项层级)
          }
        }
      }
      解读 工作室是否门槛 @第四条(四)2 "分号后面的领衔或组建，是举例还是门槛" {
        读作 只是举例
        另解 也是门槛 {
          应当 领衔工作室 @第四条(四)2: 下列之一 {
            市级工作室领衔人: 领衔市级创新工作室
            工作室联盟: 组建工作室联盟
          }
        }
      }
    }
    另解 由会审评定
  }
  解读 成果种类 @第四条(三)2 "只列三种，后面有等字":
      {工艺工法、专利、论文专著、软件著作权、行业标准、其他}
      另解 {工艺工法、专利、行业标准}
  解读 奖项层级 @第四条(四)1 "国家级奖项是否当然算数": {省、部、市、行业、国家}
      另解 {省、部、市、行业}
  存疑 显著高于的幅度 @第四条(二)2
  存疑 产业体系代号 @第四条(三)3 "1028没有解释"
  存疑 非遗一句管到谁 @第四条(五)2
  存疑 带出多少人 @第四条(五)2 "只写一批"
}

资格 申报材料 @第六条 {
  应当 提供支撑材料: 支撑材料齐备
}

# 三、程序

程序 培育程序 {
  阶段 部署 @第五条: 市总工会 每期 {
    兼顾 队伍建设、产业需求、成长环境
  }
  阶段 申报 @第六条: 申报单位 完成 申报 {
    应当 根据个人申请
  }
  阶段 推荐 @第七条: 推荐单位 完成 推荐报送 {
    应当 组织申报 @第六条
    应当 好中选优
    兼顾 行业、性别
    可 增加市级部门 "须经同意"
  }
  阶段 形式审查 @第八条: 市总工会 完成 形式审查 {
    通过: 形式审查 的 结果 是 合格
  }
  阶段 会审 @第八条: 专家组 完成 专家会议
  阶段 党组审议 @第八条: 市总党组 完成 党组审议
  阶段 公示 @第九条: 市总工会 自 公示开始 至 公示结束 至少 未定 {
    应当 核查异议: 遇 收到异议 则 核实异议
  }
  阶段 公布 @第十条: 市总工会 完成 公布
}

遴选 每期遴选 @第八条 {
  填 龙城工匠
  排序 未定 "会审集体研究，没有打分"
}

# 四、培育

培育 培育期 @第十一条 @第二条: 一般 2年 {
  起算 公布
  结业 考评 的 结果 是 合格
  存疑 从哪天起算 "没有写，这里从公布之日起"
  存疑 考评的标准和主体 "没有写"
}

荣誉 龙城工匠证书 @第十一条: 市总工会 颁发 于 发证 {
  条件 满期 培育期 且 考评 的 结果 是 合格
}

职责 培育对象 @第十二条 {
  应当 持续学习提升 @第十二条1
  应当 开展创新攻关 @第十二条2
  应当 做好传帮带 @第十二条3
  应当 完成培育任务 @第十二条4 "发证的前提"
}

职责 所在单位 @第十三条 {
  应当 签订实施培育方案 @第十三条1
  应当 支持培训竞赛 @第十三条2
  鼓励 开发示教课程 @第十三条2
  应当 支持创新创造 @第十三条3 "工作室和晋升、分红、津贴等激励，没有数额"
}

职责 推荐单位 @第十四条 {
  应当 督促并上报 @第十四条1: 及时
  应当 跟踪走访 @第十四条2: 定期
  应当 邀请劳模结对 @第十四条3 "市级以上劳模、五一奖章获得者"
}

职责 市总工会 @第十五条 {
  应当 指导推荐单位 @第十五条1
  应当 组织交流培训 @第十五条2
  鼓励 职称等级倾斜 @第十五条3
  鼓励 申报人才项目 @第十五条3
  应当 协调在研项目资源 @第十五条3
  应当 建设数据系统 @第十六条
}

职责 各级工会 @第十六条 {
  应当 统筹推进
  鼓励 推荐担任职务 "联系名单、代表委员、兼挂职、高级职务、实训教师"
  鼓励 申报市级称号
  应当 推荐上级工匠人选 "特别优秀的"
  应当 宣传引导
}

职责 下级单位 @第十七条 {
  可 自定本级培育
}

# 五、资金和待遇

补助 学院经费 @第十五条2: 未定 "只写一定，没有数额" {
  给 工匠学院
  存疑 学院经费的频次 "没有写多久给一次"
}

补助 证书补助 @第十六条: 一次性 5000元 {
  触发 发证
  给 个人
  存疑 发放次数 "没有写一次性，按文义发一次"
}

荣誉 证书待遇 @第十六条: 各级工会 给予 {
  条件 获得 龙城工匠证书
  内容 走访慰问、健康体检、疗休养
  存疑 待遇标准和时间 "只写适时"
}

# 六、退出

撤销 停止培育资格 @第十六条 {
  条件 非 获得 龙城工匠证书
  事由 弄虚作假、违纪违法、其他不宜继续培育
  触发 停止、撤销决定
  批准 市总工会
  后果 停止培育
}

撤销 收回称号 @第十六条 {
  条件 获得 龙城工匠证书
  事由 同 停止培育资格
  触发 停止、撤销决定
  批准 市总工会
  后果 收回证书 龙城工匠证书
  后果 追回 证书补助 全部
  后果 终止待遇 证书待遇
  存疑 收回是否也须批准 "批准写在停止培育一句里"
}

解释机关 市总工会 @第十八条

# 七、测试

样例 合格者 {
  在职情况: 在职
  实体经济: 是
  一线工作年限: 5年
  技能等级: 高级技师
  连续高于平均年数: 3年
  创新成果: [{ 类别: 专利 }]
  市级以上劳动竞赛: 否
  重大项目: []
  科技奖项: [{ 授予层级: 市 }]
  领衔市级创新工作室: 否
  组建工作室联盟: 否
  支撑材料齐备: 是
  全部认定: 合格
}

# 基本条件
测试 正好五年: 合格者 应得 符合
测试 差一点五年: 合格者 但 { 一线工作年限: 4.99年 } 应得 不符合 因 一线经历
测试 没有填年限: 合格者 但 { 一线工作年限: 未知 } 应得 待补 因 一线经历
测试 政治素质不合格: 合格者 但 { 政治素质: 不合格 } 应得 不符合 因 政治素质
测试 工匠精神不合格: 合格者 但 { 工匠精神: 不合格 } 应得 不符合 因 工匠精神
测试 技能素质不合格: 合格者 但 { 技术技能素质: 不合格 } 应得 不符合 因 技术技能素质
测试 不在重点产业: 合格者 但 { 重点产业: 否、实体经济: 否 } 应得 符合
测试 已退休: 合格者 但 { 在职情况: 退休 } 应得 符合
测试 已退休的另解: 合格者 但 { 在职情况: 退休 } 设 退休的人 为 以在岗为前提
    应得 不符合 因 仍在岗
测试 在职的另解: 合格者 设 退休的人 为 以在岗为前提 应得 符合

# 五力
测试 引领力不合格: 合格者 但 { 引领力: 不合格 } 应得 不符合 因 引领力
测试 实践力不合格: 合格者 但 { 实践力: 不合格 } 应得 不符合 因 实践力
测试 创新力不合格: 合格者 但 { 创新力: 不合格 } 应得 不符合 因 创新力
测试 攻关力不合格: 合格者 但 { 攻关力: 不合格 } 应得 不符合 因 攻关力
测试 传承力不合格: 合格者 但 { 传承力: 不合格 } 应得 不符合 因 传承力
测试 尚未会审: 合格者 但 { 攻关力: 未知 } 应得 待认定 因 攻关力
测试 技师不够: 合格者 但 { 技能等级: 技师 } 应得 不符合 因 技能精湛
测试 首席技师: 合格者 但 { 技能等级: 首席技师 } 应得 符合
测试 比赛不能替代: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 国家级、结果: 名次、本行业: 是 }]
} 应得 不符合 因 技能精湛
测试 只连续两年: 合格者 但 { 连续高于平均年数: 2年 } 应得 不符合 因 业绩突出
测试 没有成果: 合格者 但 { 创新成果: [] } 应得 不符合 因 形成创新成果
测试 只有论文: 合格者 但 { 创新成果: [{ 类别: 论文专著 }] } 应得 符合
测试 只有论文的另解: 合格者 但 { 创新成果: [{ 类别: 论文专著 }] }
    设 成果种类 为 {工艺工法、专利、行业标准} 应得 不符合 因 形成创新成果

# 担当重任：两种读法
测试 只有市级奖项: 合格者 应得 满足 获得科技奖项
测试 竞赛并起作用的人: 合格者 但 {
  科技奖项: []
  市级以上劳动竞赛: 是
  重大项目: [{ 层级: 单位、发挥重要作用: 是 }]
} 应得 满足 竞赛并起作用
测试 只有竞赛: 合格者 但 { 科技奖项: []、市级以上劳动竞赛: 是 } 应得 不符合 因 担当重任
测试 只起作用: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 市、发挥重要作用: 是 }]
} 应得 不符合 因 担当重任
测试 只有奖项的另解: 合格者 设 或字范围 为 竞赛是前提 应得 不符合 因 参加劳动竞赛
测试 竞赛加奖项的另解: 合格者 但 { 市级以上劳动竞赛: 是 } 设 或字范围 为 竞赛是前提
    应得 满足 有科技奖项
测试 竞赛加作用的另解: 合格者 但 {
  科技奖项: []
  市级以上劳动竞赛: 是
  重大项目: [{ 层级: 市、发挥重要作用: 是 }]
} 设 或字范围 为 竞赛是前提 应得 满足 在项目中起作用
测试 只有竞赛的另解: 合格者 但 { 科技奖项: []、市级以上劳动竞赛: 是 } 设 或字范围 为 竞赛是前提
    应得 不符合 因 作用或奖项
测试 国家奖项: 合格者 但 { 科技奖项: [{ 授予层级: 国家 }] } 应得 符合
测试 国家奖项的另解: 合格者 但 { 科技奖项: [{ 授予层级: 国家 }] }
    设 奖项层级 为 {省、部、市、行业} 应得 不符合 因 担当重任

# 工作室：举例还是门槛
测试 没有工作室: 合格者 应得 符合
测试 没有工作室的另解: 合格者 设 工作室是否门槛 为 也是门槛 应得 不符合 因 领衔工作室
测试 领衔者的另解: 合格者 但 { 领衔市级创新工作室: 是 } 设 工作室是否门槛 为 也是门槛
    应得 满足 市级工作室领衔人
测试 联盟者的另解: 合格者 但 { 组建工作室联盟: 是 } 设 工作室是否门槛 为 也是门槛
    应得 满足 工作室联盟
测试 小项交给会审: 合格者 但 { 技能等级: 技师、创新成果: [] } 设 小项的作用 为 由会审评定
    应得 符合

# 材料
测试 没有材料: 合格者 但 { 支撑材料齐备: 否 } 应得 不符合 因 提供支撑材料

# 程序
测试 异议未核实: 合格者 经历 {
  公示开始 2024-11-01
  收到异议 2024-11-04
  公示结束 2024-11-15
  公布 2024-12-20
} 应得 违反 核查异议

# 资金和退出
测试 发证后补助: 合格者 经历 {
  公布 2024-12-20
  考评 2026-12-20 (结果: 合格)
  发证 2027-01-05
} 应得 合计 5000元
测试 培育期内没有钱: 合格者 经历 { 公布 2024-12-20 } 应得 合计 0元

译名 {
  印发通知: promulgation "Notice of issue"
  目的依据: purpose "Purpose and basis"
  有计划培育: planned_training "Planned training over five years"
  多层次体系: three_tiers "Three tiers of craftsmen"
  文件怎样自称: document_name "What the document calls itself"

  市总工会: city_federation "Changzhou Federation of Trade Unions"
  市总党组: party_group "Party group"
  推荐单位: recommending_bodies "Recommending bodies"
  申报单位: applying_units "Applying units"
  专家组: expert_panel "Expert panel"
  各级工会: unions "Trade unions at all levels"
  下级单位: lower_units "Lower-level unions and employers"
  所在单位: employers "Employers"
  培育对象: trainees "Trainees"
  工匠学院: colleges "Craftsman colleges"

  龙城工匠: craftsmen_per_cohort "Craftsmen per cohort"
  五年合计: five_year_total "Total over five years"
  培育期次: cohorts "Cohorts"
  期次能否重叠: cohorts_overlap "Whether cohorts overlap"
  可以重叠: overlapping "They overlap"
  末期跨到五年之后: past_five_years "The last runs past the five years"
  起止月日: start_and_end "Start and end day"
  年度还是期: year_or_cohort "Year or cohort"
  名额怎样分配: apportionment "How places are apportioned"

  最低一线年限: min_frontline_years "Least front-line years"
  连续年数: min_years_running "Years in a row"

  基本条件: basic_conditions "Basic conditions"
  一线经历: frontline "Front-line work"
  实体经济在职者为主: mainly_real_economy "Mainly staff in service in the real economy"
  关注四类产业: four_industries "Four kinds of industry in focus"
  退休的人: retired_people "Retired people"
  不排除退休的人: retired_not_excluded "Retired people are not excluded"
  以在岗为前提: in_post_presupposed "Being in post is presupposed"
  仍在岗: in_post "Still in post"
  一线年限算到哪天: frontline_counting "Until when front-line years count"
  为主的比例: mainly_share "What share mainly means"

  工匠五力: five_forces "The five forces"
  勇挑重担: shoulders_tasks "Takes the lead in heavy tasks"
  追求卓越: pursues_excellence "Stands for the advanced level"
  榜样引领: role_model "Role model"
  核心业务领先: leading_core_work "Leads the trade in core work"
  持续学习: keeps_learning "Keeps learning"
  业务洞察: insight "Insight into the work"
  价值创造: creates_value "Creates value"
  协同配合: works_in_teams "Works in teams"
  直面难题: faces_bottlenecks "Faces bottlenecks with results"
  总结继承: sums_up "Sums up and inherits"
  培养人才: trains_talent "Trains others"
  弘扬非遗: heritage "Passes on intangible heritage"
  应用智能: applies_intelligence "Applies intelligent tools"
  小项的作用: force_items "What the items under each force do"
  逐项门槛: thresholds "Each is a threshold"
  由会审评定: reviewed "The review decides"
  技能精湛: skill "Superb skill"
  业绩突出: performance "Outstanding results"
  形成创新成果: innovation_results "Innovations made"
  或字范围: scope_of_or "How far the or reaches"
  竞赛和作用合为一项: competition_and_role "Competition and role are one item"
  担当重任: major_task "Carries major tasks"
  竞赛并起作用: competition_with_role "Competition and an important role"
  获得科技奖项: technology_award "Holds a technology award"
  竞赛是前提: competition_first "The competition is always needed"
  参加劳动竞赛: labour_competition_entered "Took part in a labour competition"
  作用或奖项: role_or_award "Important role or award"
  在项目中起作用: project_role "Important role in a project"
  有科技奖项: award_held "Holds an award"
  工作室是否门槛: studio_threshold "Whether leading a studio is a threshold"
  只是举例: studio_example "An example only"
  也是门槛: studio_required "A threshold"
  领衔工作室: studio_lead "Leads a studio"
  市级工作室领衔人: leads_city_studio "Leads a city studio"
  工作室联盟: studio_alliance "Forms a studio alliance"
  成果种类: result_kinds "Which results count"
  奖项层级: award_issuers "Whose awards count"
  显著高于的幅度: markedly_above "How far above average"
  产业体系代号: industry_code "The industry system code"
  非遗一句管到谁: heritage_scope "Whom the heritage sentence concerns"
  带出多少人: how_many_trained "How many others trained"

  申报材料: application_materials "Application materials"
  提供支撑材料: materials "Supporting materials"

  培育程序: training_procedure "Procedure"
  部署: deploy "Notice of each cohort"
  申报: apply "Application"
  根据个人申请: own_application "On the person's own application"
  推荐: recommend "Recommendation"
  组织申报: organise_applications "Organise applications"
  好中选优: choose_best "Choose the best"
  增加市级部门: further_recommenders "City departments may recommend"
  形式审查: formal_check "Formal check"
  会审: joint_review "Joint review"
  党组审议: party_group_stage "Party group review"
  公示: notice "Public notice"
  核查异议: handle_objections "Verify objections"
  公布: announce "Announcement"
  每期遴选: cohort_selection "Selection of each cohort"

  培育期: training "Training term"
  从哪天起算: training_start "When the term starts"
  考评的标准和主体: evaluation_standard "Standard of evaluation and who evaluates"
  龙城工匠证书: certificate "Longcheng craftsman certificate"
  持续学习提升: learn "Keep learning"
  开展创新攻关: innovate "Innovate"
  做好传帮带: mentor "Mentor"
  完成培育任务: complete_tasks "Complete the training tasks"
  签订实施培育方案: training_plan "Sign and run a training plan"
  支持培训竞赛: support_contests "Support training and contests"
  开发示教课程: courses "Develop courses"
  支持创新创造: support_innovation "Support innovation"
  督促并上报: supervise "Supervise and report"
  跟踪走访: follow_up "Follow up and visit"
  邀请劳模结对: pair_up "Pair with model workers"
  指导推荐单位: guide "Guide the recommending bodies"
  组织交流培训: exchange "Exchange and training"
  职称等级倾斜: promotion_tilt "Tilt in promotion"
  申报人才项目: talent_projects "Talent projects"
  协调在研项目资源: project_resources "Resources for running projects"
  建设数据系统: data_system "Data system"
  统筹推进: lead_jointly "Lead and coordinate"
  推荐担任职务: posts "Recommend for posts"
  申报市级称号: city_honours "City honours"
  推荐上级工匠人选: recommend_upward "Recommend upward"
  宣传引导: publicity "Publicity"
  自定本级培育: own_programmes "Own programmes at lower levels"

  学院经费: college_funding "College funding"
  学院经费的频次: college_rhythm "How often colleges are funded"
  证书补助: certificate_grant "Certificate grant"
  发放次数: how_often_paid "How often it is paid"
  证书待遇: certificate_benefits "Benefits of the certificate"
  待遇标准和时间: benefit_standard "Standard and time of benefits"
  停止培育资格: stop "Training stopped"
  收回称号: withdrawal "Title withdrawn"
  弄虚作假: fraud "Fraud"
  违纪违法: misconduct "Breach of discipline or law"
  其他不宜继续培育: unsuitable "Otherwise unsuitable"
  收回是否也须批准: withdrawal_approval "Whether withdrawal needs approval too"
}

"""##
}
