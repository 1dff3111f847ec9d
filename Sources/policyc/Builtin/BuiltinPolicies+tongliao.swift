// swift-format-ignore-file
// Written by .ci/builtin from policies/tongliao.policy; change that file instead.

extension BuiltinPolicies {
  static let tongliao = ##"""
政策 tongliao "通辽市科尔沁工匠人才培育工程"
发文机关 "通辽市总工会办公室"
文号 "通工办发〔2026〕11号"
试行
发布 2026-03-17 @通知
施行 发布之日 @第二十四条
使用 craftsman
使用 workdays
上级 national

宣示 印发通知 @通知 "党组会议通过，交各地执行"
宣示 目的依据 @第一条
宣示 示范引导 @第二条
未见 自治区办法 @第一条 "依据的自治区北疆工匠办法没有附上"
未见 蒙文行 @通知 "标题上方的蒙古文没有识读出来"

机构 市总工会 "通辽市总工会"
机构 市总党组 @第七条 "市总党组会议"
机构 职工活动中心 @第七条 @第十八条 "经济协作与职工活动中心"
机构 推荐单位 @第六条 "旗县市区总工会、中区市直单位工会"
机构 评审委员会 @第七条 "专家评审委员会"
机构 评审会议 @第七条 "专家评审会议"
机构 基层工会 @第十八条 "旗县市区总工会、中区市直基层工会"
机构 各级工会 "各级工会"
机构 所在单位 @第十六条 "培育对象所在单位"
机构 培育对象 "入选的本人"

# 一、数量

名额 科尔沁工匠 @第二条: 每年 约 20名 自 2026年

分配 推荐名额 @第五条 {
  因素 地区发展状况
  因素 行业技术水平
  因素 职工人数
  因素 人才培育环境
  方法 未定 "没有公式，也没有权重"
}

# 二、条件

参数 最低一线年限 @第三条: 5年

资格 基本条件 @第三条 {
  认定 政治素质
  认定 作出贡献 "只写一定贡献"
  应当 一线经历: 一线工作年限 至少 最低一线年限
  认定 工匠精神 "须长期践行"
  认定 技术技能素质
  优先 重点产业为主: 重点产业
  兼顾 行业、地区
  存疑 一线年限算到哪天
  存疑 为主的比例 "没有数字"
}

资格 突出潜能 @第四条 "五项标题与五力名称不同，按内容对应" {
  认定 攻关力 @第四条(一) "标题是工艺专长" {
    由 评审委员会
    考察 有一技之长 @第四条(一)
    考察 在重大项目中起作用 @第四条(一)
    考察 在协同攻关中起作用 @第四条(一)
    考察 在解决难题中起作用 @第四条(一)
  }
  认定 实践力 @第四条(二) "标题是高超技能" {
    由 评审委员会
    考察 技能领先 @第四条(二) "不要求等级证书"
    考察 影响和知名度 @第四条(二)
  }
  认定 创新力 @第四条(三) "标题是领军作用" {
    由 评审委员会
    考察 业务洞察 @第四条(三)
    考察 技改和研发 @第四条(三)
    考察 价值创造 @第四条(三)
  }
  认定 引领力 @第四条(四) "标题是突出贡献" {
    由 评审委员会
    考察 勇挑重担 @第四条(四)
    考察 追求卓越 @第四条(四) "达到先进水平"
    考察 示范带动 @第四条(四)
  }
  认定 传承力 @第四条(五) "标题是传承创新" {
    由 评审委员会
    考察 总结继承 @第四条(五)
    考察 带教徒弟 @第四条(五)
    考察 应用智能 @第四条(五)
  }

  当 小项的作用 不是 都不作门槛 {
    应当 形成创新成果 @第四条(三): 有 创新成果
    应当 参加公益活动 @第四条(四): 愿意参加公益活动
  }
  当 小项的作用 是 每项都作门槛 {
    应当 在项目中起重要作用 @第四条(一): 有 重大项目 (其 发挥重要作用)
  }
  解读 小项的作用 "没有写级别和数量，哪些小项是门槛": 成果和意愿作门槛 另解 每项都作门槛
      另解 都不作门槛
  存疑 三处作用是否同时 @第四条(一)
  存疑 成果种类是否开放 @第四条(三)
  存疑 意愿怎样证明 @第四条(四)
}

资格 不参与申报的人 @第四条 "写在第四条末段" {
  原则上不得 领导干部: 行政级别 至少 领导干部起点
  原则上不得 企业的负责人: 企业负责人
      且 (负责人范围 是 所有企业 或 行政级别 至少 副处级)
  原则上不得 退休职工: 在职情况 属于 {退休、退休返聘} {
    除外 延聘职工: 在职情况 属于 延聘范围
  }
  解读 轻微处罚 @第四条第二款 "轻微行政处罚算不算违反法律法规" {
    读作 算违法 {
      不得 违反法律法规: 违法违规情况 是 轻微行政处罚
    }
    另解 不算违法
  }
  不得 违背道德: 违法违规情况 是 违背职业道德
  不得 不守诚信: 违法违规情况 是 失信
  不得 有犯罪记录: 违法违规情况 是 刑事犯罪记录

  解读 除外的范围 @第四条第二款 "括号里的除外，管到哪几类人" {
    读作 只及退休职工
    另解 及于三类人 {
      免除 延聘的前两类人 对 领导干部、企业的负责人: 在职情况 属于 延聘范围
    }
  }
  解读 延聘范围 @第四条第二款 "退休返聘算不算延聘": {延聘} 另解 {延聘、退休返聘}
  解读 负责人范围 @第四条第二款 "副处级以上是否也修饰企业负责人": 所有企业
      另解 副处级以上的
  解读 领导干部起点 @第四条第二款 "只有职级、没有领导职务的，算不算领导干部": 副处级
      另解 只有职级
  存疑 违法有没有年限 @第四条第二款
}

资格 申报材料 @第六条 {
  应当 提供支撑材料: 支撑材料齐备
}

# 三、程序

程序 遴选程序 {
  阶段 部署 @第五条: 市总工会 每年 {
    应当 通知内容齐全 "任务、数量、进度、要求四样"
  }
  阶段 推荐 @第六条: 推荐单位 完成 推荐报送 {
    应当 组织申报
    应当 优中选优
    应当 不超名额: 推荐报送 的 报送数 至多 推荐报送 的 分配数
    兼顾 行业、性别
  }
  阶段 形式审查 @第七条: 职工活动中心 完成 形式审查 {
    通过: 形式审查 的 结果 是 合格
  }
  阶段 专家打分 @第七条: 评审委员会 完成 专家打分
  阶段 专家会议 @第七条: 评审会议 完成 专家会议
  阶段 党组审议 @第七条: 市总党组 完成 党组审议
  阶段 公示 @第八条: 市总工会 自 公示开始 至 公示结束 至少 5个工作日 {
    首日 首日计入
    应当 核查异议: 遇 收到异议 则 核实异议
    解读 首日计入 "公示当天算不算第一天": 否 另解 是
  }
  阶段 公布 @第九条: 市总工会 完成 公布
}

评分 专家打分表 @第七条 {
  评分项 攻关力、实践力、创新力、引领力、传承力: 权重 未定
  合成 未定
  缺分 未定
}

遴选 年度遴选 @第七条 {
  填 科尔沁工匠
  排序 评审得分 从高到低
  同分 未定
  存疑 得分与集体研究 "先打分汇总，再由会议研究提出名单；会议能否不按得分，没有写"
}

# 四、培育

培育 培育期 @第十条: 一般 1年 {
  起算 公布
  结业 考评 的 结果 是 合格
  存疑 从哪天起算 "没有写，这里从公布之日起"
  存疑 延长的条件 "没有写"
  存疑 考评标准 "没有写"
}

荣誉 科尔沁工匠证书 @第十条: 市总工会 颁发 于 发证 {
  条件 满期 培育期 且 考评 的 结果 是 合格
}

职责 推荐单位 @第十一条 {
  应当 制定实施培育方案
  应当 报备培育情况: 定期
}

职责 市总工会 @第十二条 {
  应当 动态跟踪评价
  应当 支持培训研修 "市内、市外"
  应当 组织交流学习 @第十三条 "不定期；讲师、项目、研讨"
  存疑 讲师或导师 @第十三条 "讲师疑为导师"
}

职责 培育对象 @第十三条 {
  应当 承担工会工作
}

# 五、资金和待遇

补助 培育经费 @第十四条 @第十条: 每年 1万元 {
  期间 培育期
  条件 延期逐年发 或 基准日 不满 公布 的 发生日 + 1年
  给 个人
  用途 "项目创新、培训研修、交流学习"
  来源 "激励保障专项资金"
  解读 延期逐年发 @第十条 @第十四条 "培育期延长以后，是否每年再发": 是 另解 否
  存疑 能否用于其他 "只写主要用于"
}

补助 工作室补助 @第十五条: 一次性 1万元 {
  触发 工作室命名
  给 工作室
  存疑 命名条件 "没有写"
}

职责 市总工会 @第十四条 {
  应当 设立专项资金
  应当 保障资金投入 @第二十条
  应当 审计和专用 @第二十条
  应当 推荐北疆工匠 @第十六条 "获证的优秀者"
  应当 加强领导 @第十八条
  存疑 不专用的后果 @第二十条 "没有写"
}

职责 各级工会 @第十五条 {
  鼓励 以本人命名班组
  鼓励 建设领衔工作室
  鼓励 工作室数智升级 "没有奖补"
  应当 宣传和推荐 @第十六条
  鼓励 推荐使用 @第十七条 "党委联系、人才链、代表委员、兼职副主席、高级职务"
  应当 沟通和衔接政策 @第十九条
  鼓励 经费配套 @第二十条 "比例没有写"
  鼓励 使用本级经费 @第二十条
  应当 建设学院和基地 @第二十条
  应当 常态化联系 @第二十一条
  应当 强化宣传 @第二十二条
}

荣誉 市级劳模标准待遇 @第十六条: 市总工会 给予 {
  条件 获得 科尔沁工匠证书
  比照 "市级劳模"
  内容 走访慰问、疗休养、困难帮扶
}

职责 所在单位 @第十六条 {
  应当 核定薪酬待遇
}

# 六、组织和退出

职责 职工活动中心 @第十八条 {
  应当 承担具体工作
}

职责 基层工会 @第十八条 {
  应当 指定专人负责
}

撤销 退出培育 @第二十一条 {
  事由 弄虚作假、违纪违法、其他不宜继续培育
  触发 停止、撤销决定
  批准 市总工会
  后果 停止培育
  后果 收回证书 科尔沁工匠证书
  后果 终止待遇 市级劳模标准待遇
  后果 追回 培育经费 已付经费追回
  后果 追回 工作室补助 已付经费追回
  解读 已付经费追回 "条文没有提已经拨付的经费": 否 另解 是
  存疑 其他不宜的范围 "属于裁量"
}

解释机关 市总工会 @第二十三条

# 七、测试

样例 合格者 {
  一线工作年限: 5年
  在职情况: 在职
  行政级别: 科级
  企业负责人: 否
  违法违规情况: 无
  创新成果: [{ 类别: 工艺工法 }]
  愿意参加公益活动: 是
  重大项目: []
  支撑材料齐备: 是
  全部认定: 合格
}

# 基本条件
测试 正好五年: 合格者 应得 符合
测试 不满五年: 合格者 但 { 一线工作年限: 4.9年 } 应得 不符合 因 一线经历
测试 没有填年限: 合格者 但 { 一线工作年限: 未知 } 应得 待补 因 一线经历
测试 政治素质不合格: 合格者 但 { 政治素质: 不合格 } 应得 不符合 因 政治素质
测试 没有贡献: 合格者 但 { 作出贡献: 不合格 } 应得 不符合 因 作出贡献
测试 工匠精神不合格: 合格者 但 { 工匠精神: 不合格 } 应得 不符合 因 工匠精神
测试 技能素质不合格: 合格者 但 { 技术技能素质: 不合格 } 应得 不符合 因 技术技能素质
测试 不在重点产业: 合格者 但 { 重点产业: 否 } 应得 符合

# 五力和小项
测试 引领力不合格: 合格者 但 { 引领力: 不合格 } 应得 不符合 因 引领力
测试 实践力不合格: 合格者 但 { 实践力: 不合格 } 应得 不符合 因 实践力
测试 创新力不合格: 合格者 但 { 创新力: 不合格 } 应得 不符合 因 创新力
测试 攻关力不合格: 合格者 但 { 攻关力: 不合格 } 应得 不符合 因 攻关力
测试 传承力不合格: 合格者 但 { 传承力: 不合格 } 应得 不符合 因 传承力
测试 尚未评审: 合格者 但 { 实践力: 未知 } 应得 待认定 因 实践力
测试 没有成果: 合格者 但 { 创新成果: [] } 应得 不符合 因 形成创新成果
测试 不愿参加公益: 合格者 但 { 愿意参加公益活动: 否 } 应得 不符合 因 参加公益活动
测试 都不作门槛的另解: 合格者 但 { 创新成果: []、愿意参加公益活动: 否 }
    设 小项的作用 为 都不作门槛 应得 符合
测试 没有项目的另解: 合格者 设 小项的作用 为 每项都作门槛
    应得 不符合 因 在项目中起重要作用
测试 有项目的另解: 合格者 但 { 重大项目: [{ 层级: 单位、发挥重要作用: 是 }] }
    设 小项的作用 为 每项都作门槛 应得 符合

# 不参与申报的人
测试 副处级: 合格者 但 { 行政级别: 副处级 } 应得 待豁免 因 领导干部
测试 正处级: 合格者 但 { 行政级别: 正处级 } 应得 待豁免 因 领导干部
测试 副处级获豁免: 合格者 但 { 行政级别: 副处级、豁免: [领导干部] } 应得 符合
测试 没有级别: 合格者 但 { 行政级别: 无 } 应得 符合
测试 只有职级的人: 合格者 但 { 行政级别: 只有职级 } 应得 符合
测试 只有职级的另解: 合格者 但 { 行政级别: 只有职级 } 设 领导干部起点 为 只有职级
    应得 待豁免 因 领导干部
测试 企业主: 合格者 但 { 企业负责人: 是 } 应得 待豁免 因 企业的负责人
测试 企业主的另解: 合格者 但 { 企业负责人: 是 } 设 负责人范围 为 副处级以上的 应得 符合
测试 国企负责人的另解: 合格者 但 { 企业负责人: 是、行政级别: 副处级、豁免: [领导干部] }
    设 负责人范围 为 副处级以上的 应得 待豁免 因 企业的负责人
测试 已退休: 合格者 但 { 在职情况: 退休 } 应得 待豁免 因 退休职工
测试 延聘: 合格者 但 { 在职情况: 延聘 } 应得 符合
测试 返聘: 合格者 但 { 在职情况: 退休返聘 } 应得 待豁免 因 退休职工
测试 返聘的另解: 合格者 但 { 在职情况: 退休返聘 } 设 延聘范围 为 {延聘、退休返聘} 应得 符合
测试 延聘的副处级: 合格者 但 { 在职情况: 延聘、行政级别: 副处级 }
    应得 待豁免 因 领导干部
测试 延聘副处级的另解: 合格者 但 { 在职情况: 延聘、行政级别: 副处级 } 设 除外的范围 为 及于三类人
    应得 符合
测试 延聘企业主的另解: 合格者 但 { 在职情况: 延聘、企业负责人: 是 } 设 除外的范围 为 及于三类人
    应得 符合
测试 在职副处级的另解: 合格者 但 { 行政级别: 副处级 } 设 除外的范围 为 及于三类人
    应得 待豁免 因 领导干部
测试 受过轻微处罚: 合格者 但 { 违法违规情况: 轻微行政处罚 } 应得 不符合 因 违反法律法规
测试 轻微处罚的另解: 合格者 但 { 违法违规情况: 轻微行政处罚 } 设 轻微处罚 为 不算违法
    应得 符合
测试 违背道德的人: 合格者 但 { 违法违规情况: 违背职业道德 } 应得 不符合 因 违背道德
测试 失信: 合格者 但 { 违法违规情况: 失信 } 应得 不符合 因 不守诚信
测试 犯罪记录: 合格者 但 { 违法违规情况: 刑事犯罪记录 } 应得 不符合 因 有犯罪记录
测试 犯罪记录不能豁免: 合格者 但 { 违法违规情况: 刑事犯罪记录、豁免: [有犯罪记录] }
    应得 不符合 因 有犯罪记录
测试 没有填违法情况: 合格者 但 { 违法违规情况: 未知 } 应得 待补

# 材料
测试 没有材料: 合格者 但 { 支撑材料齐备: 否 } 应得 不符合 因 提供支撑材料

# 程序
测试 超额推荐: 合格者 经历 { 推荐报送 2026-05-06 (分配数: 2、报送数: 3) } 应得 违反 不超名额
测试 不超额: 合格者 经历 { 推荐报送 2026-05-06 (分配数: 3、报送数: 3) } 应得 遵守 不超名额
测试 公示少一天: 合格者 经历 { 公示开始 2026-06-01、公示结束 2026-06-05 } 应得 违反 公示
测试 公示正好: 合格者 经历 { 公示开始 2026-06-01、公示结束 2026-06-08 } 应得 遵守 公示
测试 首日计入的另解: 合格者 经历 { 公示开始 2026-06-01、公示结束 2026-06-05 } 设 首日计入 为 是
    应得 遵守 公示
测试 遇端午节: 合格者 经历 { 公示开始 2026-06-15、公示结束 2026-06-19 } 应得 违反 公示
测试 异议未核实: 合格者 经历 {
  公示开始 2026-06-01
  收到异议 2026-06-03
  公示结束 2026-06-08
  公布 2026-06-20
} 应得 违反 核查异议
测试 异议已核实: 合格者 经历 {
  公示开始 2026-06-01
  收到异议 2026-06-03
  核实异议 2026-06-05
  公示结束 2026-06-08
  公布 2026-06-20
} 应得 遵守 核查异议

# 资金
测试 一年经费: 合格者 经历 { 公布 2026-07-01 } 应得 合计 1万元
测试 加工作室: 合格者 经历 { 公布 2026-07-01、工作室命名 2026-10-01 } 应得 合计 2万元
测试 延长一年: 合格者 经历 { 公布 2026-07-01、培育延长 2027-06-01 (延长年数: 1年) }
    应得 合计 2万元
测试 延长不再发: 合格者 经历 { 公布 2026-07-01、培育延长 2027-06-01 (延长年数: 1年) }
    设 延期逐年发 为 否 应得 合计 1万元

译名 {
  印发通知: promulgation "Notice of issue"
  目的依据: purpose "Purpose and basis"
  示范引导: guidance "Guiding others by example"
  自治区办法: regional_measures "The regional measures"
  蒙文行: mongolian_line "The line in Mongolian script"

  市总工会: city_federation "Tongliao Federation of Trade Unions"
  市总党组: party_group "Party group"
  职工活动中心: staff_centre "Staff activity centre"
  推荐单位: recommending_bodies "Recommending bodies"
  评审委员会: review_committee "Expert review committee"
  评审会议: review_meeting "Expert review meeting"
  基层工会: local_unions "Local unions"
  各级工会: unions "Trade unions at all levels"
  所在单位: employers "Employers"
  培育对象: trainees "Trainees"

  科尔沁工匠: yearly_craftsmen "Horqin craftsmen a year"
  推荐名额: nomination_places "Places for nominations"
  地区发展状况: regional_development "Development of the region"
  行业技术水平: trade_technology "Technical level of the trade"
  职工人数: staff_numbers "Number of staff"
  人才培育环境: talent_environment "Conditions for training"

  最低一线年限: min_frontline_years "Least front-line years"

  基本条件: basic_conditions "Basic conditions"
  一线经历: frontline "Front-line work"
  重点产业为主: mainly_focus_industries "Mainly focus industries"
  一线年限算到哪天: frontline_counting "Until when front-line years count"
  为主的比例: mainly_share "What share mainly means"

  突出潜能: potential "Outstanding potential"
  有一技之长: special_craft "A special craft"
  在重大项目中起作用: role_in_projects "Role in major projects"
  在协同攻关中起作用: role_in_teams "Role in joint work"
  在解决难题中起作用: role_in_bottlenecks "Role in solving bottlenecks"
  技能领先: leading_skill "Leading skill"
  影响和知名度: renown "Influence and renown"
  业务洞察: insight "Insight into the work"
  技改和研发: improvement "Improvement and research"
  价值创造: creates_value "Creates value"
  勇挑重担: shoulders_tasks "Shoulders heavy tasks"
  追求卓越: pursues_excellence "Reaches the advanced level"
  示范带动: leads_by_example "Leads by example"
  总结继承: sums_up "Sums up and inherits"
  带教徒弟: trains_apprentices "Trains apprentices"
  应用智能: applies_intelligence "Applies intelligent tools"
  形成创新成果: innovation_results "Innovations made"
  参加公益活动: public_service "Willing to serve the public"
  在项目中起重要作用: project_role "Important role in a project"
  小项的作用: force_items "What the items under each force do"
  成果和意愿作门槛: results_and_willingness "Results and willingness are thresholds"
  每项都作门槛: every_item "Every item is a threshold"
  都不作门槛: no_item "No item is a threshold"
  三处作用是否同时: all_three_roles "Whether all three roles are needed"
  成果种类是否开放: result_kinds "Whether other kinds of results count"
  意愿怎样证明: proof_of_willingness "How willingness is shown"

  不参与申报的人: excluded_people "People who do not apply"
  领导干部: no_leading_cadre "Leading cadres"
  企业的负责人: no_enterprise_head "Heads of enterprises"
  退休职工: no_retired "Retired workers"
  延聘职工: extended_staff "Workers kept on"
  轻微处罚: minor_penalty_counts "Whether a minor penalty counts"
  算违法: counts_as_breach "It is a breach of law"
  不算违法: not_a_breach "It is not"
  违反法律法规: no_breach_of_law "Breach of laws"
  违背道德: no_ethics_breach "Breach of professional ethics"
  不守诚信: no_dishonesty "Dishonesty"
  有犯罪记录: no_criminal_record "Criminal record"
  除外的范围: exception_scope "How far the exception reaches"
  只及退休职工: retired_only "Retired workers only"
  及于三类人: all_three_groups "All three groups"
  延聘的前两类人: extended_others "Cadres and heads who are kept on"
  延聘范围: extended_scope "Who counts as kept on"
  负责人范围: enterprise_head_scope "Which heads of enterprises"
  所有企业: every_enterprise "Of every enterprise"
  副处级以上的: ranked_heads_only "Only at that rank"
  领导干部起点: cadre_threshold "From where a cadre is a leading one"
  违法有没有年限: breach_time_limit "Whether old breaches count"

  申报材料: application_materials "Application materials"
  提供支撑材料: materials "Supporting materials"

  遴选程序: selection_procedure "Selection procedure"
  部署: deploy "Yearly notice"
  通知内容齐全: notice_contents "Contents of the notice"
  推荐: recommend "Recommendation"
  组织申报: organise_applications "Organise applications"
  优中选优: choose_best "Choose the best"
  不超名额: within_allotment "Within the places allotted"
  形式审查: formal_check "Formal check"
  专家打分: scoring_stage "Expert scoring"
  专家会议: meeting_stage "Expert meeting"
  党组审议: party_group_stage "Party group review"
  公示: notice "Public notice"
  核查异议: handle_objections "Verify objections"
  首日计入: first_day_counts "Whether the first day counts"
  公布: announce "Announcement"
  专家打分表: score_sheet "Score sheet"
  年度遴选: yearly_selection "Yearly selection"
  得分与集体研究: scores_and_meeting "Scores and the meeting"

  培育期: training "Training term"
  从哪天起算: training_start "When the term starts"
  延长的条件: extension_conditions "Conditions of an extension"
  考评标准: evaluation_standard "Standard of evaluation"
  科尔沁工匠证书: certificate "Horqin craftsman certificate"
  制定实施培育方案: training_plan "Make and run a training plan"
  报备培育情况: training_reports "Report on training"
  动态跟踪评价: tracking "Track and evaluate"
  支持培训研修: support_training "Support training"
  组织交流学习: organise_exchange "Organise exchange"
  讲师或导师: lecturer_or_mentor "Lecturer or mentor"
  承担工会工作: union_work "Take on union work"

  培育经费: training_fund "Training fund"
  延期逐年发: extension_paid_yearly "Whether an extended term is paid each year"
  能否用于其他: other_uses "Whether other uses are allowed"
  工作室补助: studio_grant "Studio grant"
  命名条件: naming_conditions "Conditions for naming"
  设立专项资金: dedicated_fund "Set up the fund"
  保障资金投入: secure_funds "Secure the funds"
  审计和专用: audit "Audit and earmarking"
  推荐北疆工匠: recommend_upward "Recommend for the regional programme"
  加强领导: leadership "Leadership"
  不专用的后果: misuse "What follows from misuse"
  以本人命名班组: name_teams "Name teams after trainees"
  建设领衔工作室: found_studios "Found studios led by trainees"
  工作室数智升级: upgrade_studios "Digital upgrade of studios"
  宣传和推荐: publicise "Publicity and recommendation"
  推荐使用: recommend_for_posts "Recommend for posts"
  沟通和衔接政策: coordinate "Coordinate policies"
  经费配套: matching_funds "Matching funds"
  使用本级经费: own_funds "Use own-level funds"
  建设学院和基地: colleges "Colleges and bases"
  常态化联系: regular_contact "Keep in contact"
  强化宣传: promotion "Promotion"
  市级劳模标准待遇: model_worker_benefits "Benefits as for city model workers"
  核定薪酬待遇: set_pay "Set pay"

  承担具体工作: run_programme "Run the programme"
  指定专人负责: designate_person "Designate a person"
  退出培育: revocation "Removal from the programme"
  弄虚作假: fraud "Fraud"
  违纪违法: misconduct "Breach of discipline or law"
  其他不宜继续培育: unsuitable "Otherwise unsuitable"
  已付经费追回: paid_money_recovered "Whether money already paid is recovered"
  其他不宜的范围: unsuitable_scope "What unsuitable covers"
}

"""##
}
