// swift-format-ignore-file
// Written by .ci/builtin from policies/national.policy; change that file instead.

extension BuiltinPolicies {
  static let national = ##"""
政策 national "大国工匠人才培育工程"
发文机关 "中华全国总工会"
文号 "总工发〔2024〕1号"
试行
发布 发布日期 @通知
施行 发布之日 @第二十五条
使用 craftsman

解读 发布日期 @第二十五条 @通知 @文末版记 "落款比办公厅印发早一天，哪一天算发布": 2024-01-03
    另解 2024-01-04
存疑 工程名称 @通知 "标题用培育，通知正文用培养"
宣示 印发通知 @通知 "书记处审议通过，交各地执行"
宣示 抄送 @文末版记 "抄送兵团总工会"
宣示 目的依据 @第一条

机构 全总 "中华全国总工会"
机构 书记处 "全总书记处"
机构 全总党组 "全总党组"
机构 劳经部 @第七条 @第十九条 "全总劳动和经济工作部，兼工程办公室"
机构 推荐单位 @第六条 "省级总工会和各全国产业工会"
机构 省级总工会 @第十九条 "各省级总工会"
机构 评审委员会 @第七条 "专家评审委员会"
机构 评审会议 @第七条 "专家评审会议"
机构 各级工会 "各级工会"
机构 所在单位 @第十七条 "培育对象所在单位"
机构 培育对象 "入选的本人"

# 一、数量

名额 大国工匠 @第二条: 每年 约 200名
目标 省部级工匠 @第二条: 每年 约 1000名
目标 市级工匠 @第二条: 每年 约 5000名
存疑 下两级数量的性质 @第二条 "是下达的指标，还是倡导"

分配 推荐名额 @第五条 {
  因素 地区发展状况
  因素 行业技术水平
  因素 职工人数
  因素 人才培养环境
  方法 未定 "没有公式，也没有权重"
}

# 二、条件

参数 最低一线年限 @第三条: 5年
参数 连续年数 @第四条(二)2: 3年
参数 推荐专家数 @第六条: 3名

资格 基本条件 @第三条 {
  认定 政治素质
  应当 一线经历: 一线工作年限 至少 最低一线年限
  认定 工匠精神 "须长期践行"
  认定 技术技能素质
  优先 实体经济为主: 实体经济
  兼顾 行业、地区
  解读 退休的人 "没有条款写到退休的人" {
    读作 不排除退休的人
    另解 以在岗为前提 {
      应当 仍在岗: 在职情况 不是 退休
    }
  }
  存疑 一线年限怎样算 "是否须连续、算到哪一天，没有写"
  存疑 为主的比例 "没有数字"
  存疑 长期的含义 "工匠精神须践行多久，没有写"
}

资格 工匠五力 @第四条 "看发展潜力是否明显" {
  认定 引领力 @第四条(一) {
    由 评审委员会
    考察 勇挑重担 @第四条(一)1
    考察 追求卓越 @第四条(一)2 "突破现有先进水平"
    考察 示范带动 @第四条(一)3
  }
  认定 实践力 @第四条(二) {
    由 评审委员会
    考察 核心业务领先 @第四条(二)1
    考察 持续学习 @第四条(二)3 "本职之外的知识技能，或有关学习经历"
  }
  认定 创新力 @第四条(三) {
    由 评审委员会
    考察 业务洞察 @第四条(三)1 "拿得出方案，或找得到症结"
    考察 价值创造 @第四条(三)3
  }
  认定 攻关力 @第四条(四) {
    由 评审委员会
    考察 协同配合 @第四条(四)2
    考察 直面难题 @第四条(四)3 "参与解决，或正在推动解决"
  }
  认定 传承力 @第四条(五) {
    由 评审委员会
    考察 总结继承 @第四条(五)1
    考察 培养人才 @第四条(五)2
    考察 应用智能 @第四条(五)3
  }

  解读 小项的作用 "等级、名次、年数、称号这类事实，是逐项门槛，还是专家打分时看的方面" {
    读作 逐项门槛 {
      应当 获得工匠称号 @第四条(一)3: 有 工匠称号 (其 授予层级 属于 称号层级)
      应当 技能精湛 @第四条(二)1: 下列之一 {
        技能等级达标: 技能等级 至少 高级技师
        全国比赛名次: 有 竞赛成绩 (其 级别 是 国家级 且 其 本行业 且 其 结果 属于 名次范围)
      }
      应当 业绩突出 @第四条(二)2: 连续高于平均年数 至少 连续年数
      应当 形成创新成果 @第四条(三)2: 有 创新成果
      应当 担当重任 @第四条(四)1: 下列之一 {
        参与重大项目: 有 重大项目 (其 层级 属于 项目层级 且 其 发挥重要作用)
        获得科技奖项: 有 科技奖项 (其 授予层级 属于 奖项层级)
      }
    }
    另解 由专家打分
  }
  解读 称号层级 @第四条(一)3 "国家级称号是否当然算数": {省、部、行业、国家}
      另解 {省、部、行业}
  解读 名次范围 @第四条(二)1 "优胜算不算名次": {名次、优胜} 另解 {名次}
  解读 项目层级 @第四条(四)1 "国家级项目是否当然算数": {省部、行业、国家}
      另解 {省部、行业}
  解读 奖项层级 @第四条(四)1 "国家级奖项是否当然算数": {省、部、行业、国家}
      另解 {省、部、行业}
  存疑 名次到第几名 @第四条(二)1
  存疑 显著高于的幅度 @第四条(二)2
  存疑 成果种类是否开放 @第四条(三)2 "列出五种之后又写了等；一项是否就够"
  存疑 带出多少人 @第四条(五)2 "只写一批"
}

资格 推荐和材料 @第六条 {
  应当 专家推荐: 有 至少 推荐专家数 推荐专家 (非 其 本单位 且 其 同行 且 其 高级)
  应当 提供支撑材料: 支撑材料齐备
  存疑 高级专家的标准 "没有定义，也没有写不够时能否补正"
}

# 三、程序

程序 遴选程序 {
  阶段 部署 @第五条: 全总 每年 {
    应当 通知内容齐全 "任务、数量、进度、要求四样"
  }
  阶段 推荐 @第六条: 推荐单位 完成 推荐报送 {
    应当 组织申报 "由企事业单位申报"
    应当 优中选优
    应当 不超名额: 推荐报送 的 报送数 至多 推荐报送 的 分配数
    兼顾 行业、性别
    可 增加推荐单位 "部委、央企、试点单位，须经批准"
    存疑 谁批准增加 "没有写由哪个机关批准"
  }
  阶段 形式审查 @第七条: 劳经部 完成 形式审查 {
    通过: 形式审查 的 结果 是 合格
  }
  阶段 专家打分 @第七条: 评审委员会 完成 专家打分
  阶段 专家会议 @第七条: 评审会议 完成 专家会议
  阶段 党组审议 @第七条: 全总党组 完成 党组审议
  阶段 公示 @第八条: 全总 自 公示开始 至 公示结束 至少 未定 {
    应当 核查异议: 遇 收到异议 则 核实异议
  }
  阶段 公布 @第九条: 全总 完成 公布
}

评分 专家打分表 @第七条 {
  评分项 引领力、实践力、创新力、攻关力、传承力: 权重 未定
  合成 未定
  缺分 未定
}

遴选 年度遴选 @第七条 {
  填 大国工匠
  排序 评审得分 从高到低
  同分 未定
  存疑 得分与集体研究 "先打分汇总，再由会议研究提出名单；会议能否不按得分，没有写"
}

# 四、培育

培育 培育期 @第十条: 一般 2年 {
  起算 公布
  结业 考评 的 结果 是 合格
  存疑 从哪天起算 "没有写，这里从公布之日起"
  存疑 延长或缩短 "一般以外的情形没有写"
  存疑 考评标准 "没有写"
}

荣誉 大国工匠证书 @第十条: 全总 颁发 于 发证 {
  条件 满期 培育期 且 考评 的 结果 是 合格
}

职责 推荐单位 @第十一条 {
  应当 制定实施培养方案
  应当 报备培育情况: 定期
  存疑 本单位指谁 "指推荐单位，还是所在单位"
}

职责 全总 @第十二条 {
  应当 建立人才库
  应当 支持培训研修 "国内、国外"
  应当 举办交流大会 @第十三条: 定期
  应当 组织交流学习 @第十三条 "导师、项目、展会、论坛"
}

职责 培育对象 @第十三条 {
  应当 承担工会工作
  存疑 不承担的后果 "没有写"
}

# 五、资金和待遇

补助 培育经费 @第十四条: 每年 5万元 {
  期间 培育期
  给 个人
  用途 "培训研修、交流学习"
  来源 "激励保障专项资金"
  存疑 拨付方式 "拨给本人还是单位，是否凭票报销"
  存疑 培育期不是两年时 "条文只写两年内每年"
}

补助 示范工作室补助 @第十五条: 一次性 10万元 {
  触发 工作室命名
  给 工作室
  存疑 命名条件 "另行规定"
}

补助 智能升级支持 @第十五条: 一次性 20万元 {
  触发 工作室优异
  给 工作室
  与 示范工作室补助: 升级支持叠加
  解读 升级支持叠加 "升级支持是另加在命名补助上，还是顶替它": 是 另解 否
  存疑 是否须先命名
}

补助 重点项目资助 @第十六条: 一次性 50万元 {
  触发 项目入选
  给 项目
  存疑 每年几个 "只写若干"
  存疑 每人是否限一个
}

职责 全总 @第十四条 {
  应当 设立专项资金
  应当 保障资金投入 @第二十一条
  应当 协调项目资源 @第十六条
  应当 联系在研项目专家 @第十六条
  优先 在研项目获创新补助 @第十六条
  优先 推荐国家级奖项 @第十六条
  应当 建设数据平台 @第二十二条
}

职责 各级工会 @第十五条 {
  鼓励 以本人命名班组
  鼓励 创建领衔工作室
  鼓励 工作室智能升级
  鼓励 经费配套 @第十四条 @第二十一条 "比例没有写"
  鼓励 使用本级经费 @第二十一条
  应当 建设学院和基地 @第二十一条
  应当 宣传和推荐 @第十七条
  鼓励 推荐党委联系 @第十八条
  鼓励 推动进入人才链 @第十八条
  鼓励 培养履职能力 @第十八条
  鼓励 推荐兼职副主席 @第十八条
  鼓励 打通职业通道 @第十八条
  应当 沟通和衔接政策 @第二十条
  应当 争取各方支持 @第二十条
  应当 常态化联系 @第二十二条
  应当 强化宣传 @第二十三条
}

荣誉 全国劳模标准待遇 @第十七条: 各级工会 给予 {
  条件 获得 大国工匠证书
  比照 "全国劳模"
  内容 走访慰问、健康体检、疗休养、就医服务
}

职责 所在单位 @第十七条 {
  应当 核定薪酬待遇
}

# 六、组织和退出

职责 书记处 @第十九条 {
  应当 加强领导
}

职责 劳经部 @第十九条 {
  应当 承担办公室工作
}

职责 省级总工会 @第十九条 {
  应当 成立工作机构
  应当 制定方案并报备
  应当 提交年度报告: 每年 截至 未定
}

撤销 退出培育 @第二十二条 {
  事由 弄虚作假、违纪违法、其他不宜继续培育
  触发 停止、撤销决定
  批准 全总
  后果 停止培育
  后果 收回证书 大国工匠证书
  后果 终止待遇 全国劳模标准待遇
  后果 追回 培育经费 已付经费追回
  后果 追回 示范工作室补助 已付经费追回
  后果 追回 智能升级支持 已付经费追回
  后果 追回 重点项目资助 已付经费追回
  解读 已付经费追回 "条文没有提已经拨付的经费": 否 另解 是
  存疑 其他不宜的范围 "属于裁量"
}

解释机关 劳经部 @第二十四条

# 七、测试

样例 合格者 {
  在职情况: 在职
  一线工作年限: 5年
  技能等级: 高级技师
  竞赛成绩: []
  连续高于平均年数: 3年
  工匠称号: [{ 授予层级: 省 }]
  创新成果: [{ 类别: 专利 }]
  重大项目: []
  科技奖项: [{ 授予层级: 部 }]
  推荐专家: 3名 { 本单位: 否、同行: 是、高级: 是 }
  支撑材料齐备: 是
  全部认定: 合格
}

# 基本条件
测试 正好五年: 合格者 应得 符合
测试 差一点五年: 合格者 但 { 一线工作年限: 4.99年 } 应得 不符合 因 一线经历
测试 没有填年限: 合格者 但 { 一线工作年限: 未知 } 应得 待补 因 一线经历
测试 门槛改为三年: 合格者 但 { 一线工作年限: 3年 } 设 最低一线年限 为 3年 应得 符合
测试 政治素质不合格: 合格者 但 { 政治素质: 不合格 } 应得 不符合 因 政治素质
测试 工匠精神不合格: 合格者 但 { 工匠精神: 不合格 } 应得 不符合 因 工匠精神
测试 技能素质不合格: 合格者 但 { 技术技能素质: 不合格 } 应得 不符合 因 技术技能素质
测试 实体经济以外: 合格者 但 { 实体经济: 否 } 应得 符合
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
测试 尚未评审: 合格者 但 { 传承力: 未知 } 应得 待认定 因 传承力
测试 市级称号不算: 合格者 但 { 工匠称号: [{ 授予层级: 市 }] } 应得 不符合 因 获得工匠称号
测试 国家级称号: 合格者 但 { 工匠称号: [{ 授予层级: 国家 }] } 应得 符合
测试 国家级称号的另解: 合格者 但 { 工匠称号: [{ 授予层级: 国家 }] } 设 称号层级 为 {省、部、行业}
    应得 不符合 因 获得工匠称号
测试 技师没有名次: 合格者 但 { 技能等级: 技师 } 应得 不符合 因 技能精湛
测试 特级技师: 合格者 但 { 技能等级: 特级技师 } 应得 符合
测试 技师有名次: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 国家级、结果: 名次、本行业: 是 }]
} 应得 满足 全国比赛名次
测试 省级名次不够: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 省级、结果: 名次、本行业: 是 }]
} 应得 不符合 因 技能精湛
测试 外行业名次不算: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 国家级、结果: 名次、本行业: 否 }]
} 应得 不符合 因 技能精湛
测试 只参赛不算: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 国家级、结果: 参赛、本行业: 是 }]
} 应得 不符合 因 技能精湛
测试 全国优胜: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 国家级、结果: 优胜、本行业: 是 }]
} 应得 符合
测试 全国优胜的另解: 合格者 但 {
  技能等级: 技师
  竞赛成绩: [{ 级别: 国家级、结果: 优胜、本行业: 是 }]
} 设 名次范围 为 {名次} 应得 不符合 因 技能精湛
测试 只连续两年: 合格者 但 { 连续高于平均年数: 2年 } 应得 不符合 因 业绩突出
测试 没有成果: 合格者 但 { 创新成果: [] } 应得 不符合 因 形成创新成果
测试 其他种类的成果: 合格者 但 { 创新成果: [{ 类别: 其他 }] } 应得 符合
测试 市级奖项不算: 合格者 但 { 科技奖项: [{ 授予层级: 市 }] } 应得 不符合 因 担当重任
测试 省部项目起作用: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 省部、发挥重要作用: 是 }]
} 应得 满足 参与重大项目
测试 项目没起作用: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 省部、发挥重要作用: 否 }]
} 应得 不符合 因 担当重任
测试 市级项目不算: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 市、发挥重要作用: 是 }]
} 应得 不符合 因 担当重任
测试 国家项目的另解: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 国家、发挥重要作用: 是 }]
} 设 项目层级 为 {省部、行业} 应得 不符合 因 担当重任
测试 国家奖项的另解: 合格者 但 { 科技奖项: [{ 授予层级: 国家 }] } 设 奖项层级 为 {省、部、行业}
    应得 不符合 因 担当重任
测试 小项交给专家: 合格者 但 { 技能等级: 技师、工匠称号: []、创新成果: [] }
    设 小项的作用 为 由专家打分 应得 符合

# 推荐和材料
测试 两位专家: 合格者 但 { 推荐专家: 2名 { 本单位: 否、同行: 是、高级: 是 } }
    应得 不符合 因 专家推荐
测试 本单位专家不算: 合格者 但 { 推荐专家: 3名 { 本单位: 是、同行: 是、高级: 是 } }
    应得 不符合 因 专家推荐
测试 非同行不算: 合格者 但 { 推荐专家: 3名 { 本单位: 否、同行: 否、高级: 是 } }
    应得 不符合 因 专家推荐
测试 不是高级不算: 合格者 但 { 推荐专家: 3名 { 本单位: 否、同行: 是、高级: 否 } }
    应得 不符合 因 专家推荐
测试 四位专家: 合格者 但 { 推荐专家: 4名 { 本单位: 否、同行: 是、高级: 是 } } 应得 符合
测试 没有材料: 合格者 但 { 支撑材料齐备: 否 } 应得 不符合 因 提供支撑材料

# 程序
测试 超额推荐: 合格者 经历 { 推荐报送 2024-03-01 (分配数: 3、报送数: 4) } 应得 违反 不超名额
测试 异议未核实: 合格者 经历 {
  公示开始 2024-04-01
  收到异议 2024-04-03
  公示结束 2024-04-15
  公布 2024-05-06
} 应得 违反 核查异议

# 资金
测试 两年经费: 合格者 经历 { 公布 2024-05-06 } 应得 合计 10万元
测试 命名和升级: 合格者 经历 {
  公布 2024-05-06
  工作室命名 2025-01-01
  工作室优异 2025-09-01
} 应得 合计 40万元
测试 升级顶替命名: 合格者 经历 {
  公布 2024-05-06
  工作室命名 2025-01-01
  工作室优异 2025-09-01
} 设 升级支持叠加 为 否 应得 合计 30万元
测试 重点项目: 合格者 经历 { 公布 2024-05-06、项目入选 2024-10-08 } 应得 合计 60万元

译名 {
  发布日期: issue_date "Date of issue"
  工程名称: programme_name "Name of the programme"
  印发通知: promulgation "Notice of issue"
  抄送: copies "Copies"
  目的依据: purpose "Purpose and basis"

  全总: acftu "All-China Federation of Trade Unions"
  书记处: secretariat "Secretariat"
  全总党组: party_group "Party group"
  劳经部: labour_department "Labour and Economic Work Department"
  推荐单位: recommending_bodies "Recommending bodies"
  省级总工会: provincial_federations "Provincial federations"
  评审委员会: review_committee "Expert review committee"
  评审会议: review_meeting "Expert review meeting"
  各级工会: unions "Trade unions at all levels"
  所在单位: employers "Employers"
  培育对象: trainees "Trainees"

  大国工匠: national_craftsmen "National craftsmen"
  省部级工匠: provincial_craftsmen "Provincial and ministerial craftsmen"
  市级工匠: city_craftsmen "City craftsmen"
  下两级数量的性质: lower_targets "Whether the lower numbers are targets or wishes"
  推荐名额: nomination_places "Places for nominations"
  地区发展状况: regional_development "Development of the region"
  行业技术水平: trade_technology "Technical level of the trade"
  职工人数: staff_numbers "Number of staff"
  人才培养环境: talent_environment "Conditions for training"

  最低一线年限: min_frontline_years "Least front-line years"
  连续年数: min_years_running "Years in a row"
  推荐专家数: min_experts "Number of recommending experts"

  基本条件: basic_conditions "Basic conditions"
  一线经历: frontline "Front-line work"
  实体经济为主: mainly_real_economy "Mainly the real economy"
  退休的人: retired_people "Retired people"
  不排除退休的人: retired_not_excluded "Retired people are not excluded"
  以在岗为前提: in_post_presupposed "Being in post is presupposed"
  仍在岗: in_post "Still in post"
  一线年限怎样算: frontline_counting "How front-line years are counted"
  为主的比例: mainly_share "What share mainly means"
  长期的含义: long_term "What long-term means"

  工匠五力: five_forces "The five forces"
  勇挑重担: shoulders_tasks "Shoulders heavy tasks"
  追求卓越: pursues_excellence "Breaks through the advanced level"
  示范带动: leads_by_example "Leads by example"
  核心业务领先: leading_core_work "Leads the trade in core work"
  持续学习: keeps_learning "Keeps learning"
  业务洞察: insight "Insight into the work"
  价值创造: creates_value "Creates value"
  协同配合: works_in_teams "Works in teams"
  直面难题: faces_bottlenecks "Faces bottlenecks"
  总结继承: sums_up "Sums up and inherits"
  培养人才: trains_talent "Trains others"
  应用智能: applies_intelligence "Applies intelligent tools"
  小项的作用: force_items "What the items under each force do"
  逐项门槛: thresholds "Each is a threshold"
  由专家打分: scored "The experts score them"
  获得工匠称号: craftsman_title "Holds a craftsman title"
  技能精湛: skill "Superb skill"
  技能等级达标: skill_level_met "Skill level reached"
  全国比赛名次: national_contest "Placed in a national contest"
  业绩突出: performance "Outstanding results"
  形成创新成果: innovation_results "Innovations made"
  担当重任: major_task "Carries major tasks"
  参与重大项目: major_project "Took part in a major project"
  获得科技奖项: technology_award "Holds a technology award"
  称号层级: title_issuers "Whose titles count"
  名次范围: placing_results "Which results count as a placing"
  项目层级: project_levels "Which projects count"
  奖项层级: award_issuers "Whose awards count"
  名次到第几名: lowest_place "Down to which place"
  显著高于的幅度: markedly_above "How far above average"
  成果种类是否开放: result_kinds "Whether other kinds of results count"
  带出多少人: how_many_trained "How many others trained"

  推荐和材料: letters_and_materials "Letters and materials"
  专家推荐: expert_letters "Expert recommendations"
  提供支撑材料: materials "Supporting materials"
  高级专家的标准: senior_expert "Who is a senior expert"

  遴选程序: selection_procedure "Selection procedure"
  部署: deploy "Yearly notice"
  通知内容齐全: notice_contents "Contents of the notice"
  推荐: recommend "Recommendation"
  组织申报: organise_applications "Organise applications"
  优中选优: choose_best "Choose the best"
  不超名额: within_allotment "Within the places allotted"
  增加推荐单位: further_recommenders "Further recommending bodies"
  谁批准增加: who_approves_further "Who approves further bodies"
  形式审查: formal_check "Formal check"
  专家打分: scoring_stage "Expert scoring"
  专家会议: meeting_stage "Expert meeting"
  党组审议: party_group_stage "Party group review"
  公示: notice "Public notice"
  核查异议: handle_objections "Verify objections"
  公布: announce "Announcement"
  专家打分表: score_sheet "Score sheet"
  年度遴选: yearly_selection "Yearly selection"
  得分与集体研究: scores_and_meeting "Scores and the meeting"

  培育期: training "Training term"
  从哪天起算: training_start "When the term starts"
  延长或缩短: training_changes "Longer or shorter terms"
  考评标准: evaluation_standard "Standard of evaluation"
  大国工匠证书: certificate "National craftsman certificate"
  制定实施培养方案: training_plan "Make and run a training plan"
  报备培育情况: training_reports "Report on training"
  本单位指谁: whose_plan "Whose unit is meant"
  建立人才库: talent_pool "Talent pool and tracking"
  支持培训研修: support_training "Support training"
  举办交流大会: exchange_congress "Hold the exchange congress"
  组织交流学习: organise_exchange "Organise exchange"
  承担工会工作: union_work "Take on union work"
  不承担的后果: union_work_neglected "What follows from neglect"

  培育经费: training_fund "Training fund"
  拨付方式: payment_method "How it is paid out"
  培育期不是两年时: other_terms "When the term is not two years"
  示范工作室补助: studio_grant "Model studio grant"
  命名条件: naming_conditions "Conditions for naming"
  智能升级支持: studio_upgrade "Studio upgrade support"
  升级支持叠加: studio_upgrade_adds "Whether the upgrade support is on top"
  是否须先命名: naming_first "Whether naming must come first"
  重点项目资助: project_grant "Key project grant"
  每年几个: projects_a_year "How many a year"
  每人是否限一个: one_each "Whether one per person"
  设立专项资金: dedicated_fund "Set up the fund"
  保障资金投入: secure_funds "Secure the funds"
  协调项目资源: link_resources "Bring in resources for projects"
  联系在研项目专家: project_experts "Find experts for running projects"
  在研项目获创新补助: innovation_subsidy_first "Running projects first for innovation subsidies"
  推荐国家级奖项: national_awards_first "Recommend first for national awards"
  建设数据平台: data_platform "Data platform"
  以本人命名班组: name_teams "Name teams after trainees"
  创建领衔工作室: found_studios "Found studios led by trainees"
  工作室智能升级: upgrade_studios "Digital upgrade of studios"
  经费配套: matching_funds "Matching funds"
  使用本级经费: own_funds "Use own-level funds"
  建设学院和基地: colleges "Colleges and bases"
  宣传和推荐: publicise "Publicity and recommendation"
  推荐党委联系: party_contact "Recommend for Party committees' contact"
  推动进入人才链: talent_chain "Bring into the talent chain"
  培养履职能力: deputies "Train as deputies"
  推荐兼职副主席: vice_chairs "Recommend as part-time vice chairs"
  打通职业通道: careers "Open career paths"
  沟通和衔接政策: coordinate "Coordinate policies"
  争取各方支持: seek_support "Seek support"
  常态化联系: regular_contact "Keep in contact"
  强化宣传: promotion "Promotion"
  全国劳模标准待遇: model_worker_benefits "Benefits as for national model workers"
  核定薪酬待遇: set_pay "Set pay"

  加强领导: leadership "Leadership"
  承担办公室工作: office_work "Act as programme office"
  成立工作机构: set_up_bodies "Set up working bodies"
  制定方案并报备: local_plan "Local plan, filed"
  提交年度报告: annual_report "Yearly report"
  退出培育: revocation "Removal from the programme"
  弄虚作假: fraud "Fraud"
  违纪违法: misconduct "Breach of discipline or law"
  其他不宜继续培育: unsuitable "Otherwise unsuitable"
  已付经费追回: paid_money_recovered "Whether money already paid is recovered"
  其他不宜的范围: unsuitable_scope "What unsuitable covers"
}

"""##
}
