// swift-format-ignore-file
// Written by .ci/builtin from policies/haidian.policy; change that file instead.

extension BuiltinPolicies {
  static let haidian = ##"""
政策 haidian "海淀工匠人才培育选树工程"
发文机关 "北京市海淀区总工会"
试行
发布 2025-05-12 @通知
施行 发布之日 @第二十条
使用 craftsman
使用 workdays
上级 national

宣示 印发通知 @通知
宣示 目的依据 @第一条
未见 北京市办法 @第一条 "依据的北京市办法没有附上"
存疑 审议与印发隔年 @通知 "2024年审议，2025年印发"
存疑 条号跳跃 @第十九条 "第十一条之后直接是第十九条"

机构 区总工会 "海淀区总工会"
机构 区总党组 @第四条 "海淀区总工会党组会"
机构 职工发展部 @第二十条 "区总工会职工发展部"
机构 评审小组 @第四条 "人社等部门、专家、行业协会"
机构 推荐单位 @第三条 "基层工会、社会组织"
机构 镇街和行业工会 @第八条 "镇街总工会、中关村科学城总工会、行业工会"
机构 各级工会 "各级工会"
机构 所在单位 @第七条 "获评职工所在单位"
机构 司法机关 @第十一条 "司法机关"

# 一、数量

名额 海淀工匠 @第二条: 每年 力争 20名
目标 北京大工匠候选人 @第二条: 每 2年 力争 10名 { 报送 "北京市总工会" }
名额 推荐人数 @第三条: 原则上 不限

# 二、条件

参数 最低一线年限 @第五条(二): 5年
参数 连续年数 @第六条(二)2: 3年

定义 区级优胜 @第三条 @第六条(二)1: 有 竞赛成绩 (其 级别 是 区级 且 其 结果 是 优胜)
定义 市级名次 @第三条 @第六条(二)1:
    有 竞赛成绩 (其 级别 至少 市级 且 其 结果 属于 名次范围)
解读 名次范围 @第六条(二)1 "市级以上的优胜是否当然算名次": {名次、优胜} 另解 {名次}

资格 基本条件 @第五条 {
  应当 区内在职职工 @第五条(一): 在职情况 属于 在职范围
  认定 政治素质 @第五条(一)
  应当 加入区内工会 @第五条(一): 工会会籍 是 本地
  应当 一线经历 @第五条(二): 一线工作年限 至少 最低一线年限
  认定 工匠精神 @第五条(二) "须长期践行"
  认定 技术技能素质 @第五条(二)
  兼顾 行业、区域
  解读 在职范围 @第五条(一) "延聘、返聘算不算在职": {在职、延聘}
      另解 {在职、延聘、退休返聘}
  解读 产业的作用 @第五条(三) "列在基本条件里，写的却是重点聚焦" {
    读作 作为重点 {
      优先 聚焦重点产业 @第五条(三): 重点产业
    }
    另解 作为门槛 {
      应当 属于重点产业 @第五条(三): 重点产业
    }
  }
  存疑 工作地与注册地 @第五条(一) "两地不同、劳务派遣的怎样算"
  存疑 会籍在外区 @第五条(一)
}

资格 自荐条件 @第三条 {
  当 申报途径 是 自荐 {
    应当 自荐的竞赛成绩: 下列之一 {
      区级竞赛优胜: 区级优胜
      市级竞赛名次: 市级名次
    }
  }
  存疑 优胜与名次的区别 "没有定义"
}

资格 工匠五力 @第六条 "须达到标准" {
  认定 引领力 @第六条(一) {
    由 评审小组
    考察 勇挑重担 @第六条(一)1
    考察 追求卓越 @第六条(一)2 "突破先进水平"
    考察 示范带动 @第六条(一)3 "不要求称号"
  }
  认定 实践力 @第六条(二) {
    由 评审小组
    考察 核心业务领先 @第六条(二)1
    考察 持续学习 @第六条(二)3
  }
  认定 创新力 @第六条(三) {
    由 评审小组
    考察 业务洞察 @第六条(三)1
    考察 价值创造 @第六条(三)3
  }
  认定 攻关力 @第六条(四) {
    由 评审小组
    考察 协同配合 @第六条(四)2
    考察 直面难题 @第六条(四)3
  }
  认定 传承力 @第六条(五) {
    由 评审小组
    考察 总结继承 @第六条(五)1
    考察 培养人才 @第六条(五)2
    考察 应用智能 @第六条(五)3 "具身智能疑为智能工具"
  }

  解读 小项的作用 "等级、成绩、年数、成果这类事实，是逐项门槛，还是评审时看的方面" {
    读作 逐项门槛 {
      解读 逗号的关系 @第六条(二)1 "等级职称与竞赛成绩之间只有逗号" {
        读作 两项都要 {
          原则上应当 等级或职称 @第六条(二)1: 下列之一 {
            技能等级达标: 技能等级 至少 技师
            职称达标: 职称 至少 工程师
          }
          解读 原则上的范围 @第六条(二)1 "原则上三字是否也管竞赛成绩" {
            读作 两项都管 {
              原则上应当 取得竞赛成绩 @第六条(二)1: 下列之一 {
                区级获优胜: 区级优胜
                市级获名次: 市级名次
              }
            }
            另解 只管等级职称 {
              应当 竞赛成绩必备 @第六条(二)1: 区级优胜 或 市级名次
            }
          }
        }
        另解 有一项即可 {
          原则上应当 等级职称或竞赛 @第六条(二)1: 下列之一 {
            有技能等级: 技能等级 至少 技师
            有职称: 职称 至少 工程师
            有区级优胜: 区级优胜
            有市级名次: 市级名次
          }
        }
      }
      应当 业绩突出 @第六条(二)2: 连续高于平均年数 至少 连续年数
      应当 形成创新成果 @第六条(三)2: 有 创新成果
      应当 担当重任 @第六条(四)1: 下列之一 {
        参与重大项目: 有 重大项目 (其 层级 属于 项目层级 且 其 发挥重要作用)
        获得科技奖项: 有 科技奖项 (其 授予层级 属于 奖项层级)
      }
    }
    另解 由评审评定
  }
  解读 项目层级 @第六条(四)1 "国家级项目是否当然算数": {省部、行业、国家}
      另解 {省部、行业}
  解读 奖项层级 @第六条(四)1 "国家级奖项是否当然算数": {省、部、行业、国家}
      另解 {省、部、行业}
  存疑 谁可放宽 @第六条(二)1 "没有写由谁批准"
  存疑 显著高于的幅度 @第六条(二)2
  存疑 成果种类是否开放 @第六条(三)2
  存疑 带出多少人 @第六条(五)2 "只写一批"
}

解读 未尽事宜 @第十九条 "未尽事宜一条是否把全国办法的要求也带进来" {
  读作 不自动适用
  另解 适用全国要求 {
    应当 提供支撑材料 @第十九条: 支撑材料齐备
    应当 专家推荐 @第十九条:
        有 至少 3名 推荐专家 (非 其 本单位 且 其 同行 且 其 高级)
  }
}

# 三、程序

程序 选树程序 {
  阶段 推荐 @第三条: 推荐单位 完成 推荐报送 {
    应当 择优推荐 "同行业、同单位、同岗位里择优"
    可 大赛选手自荐
    可 评比或竞赛筛选
    不得 违反程序推荐 @第十一条: 未按程序推荐
    存疑 社会组织的范围 "没有定义"
  }
  阶段 资格审核 @第四条: 区总工会 完成 形式审查 {
    通过: 形式审查 的 结果 是 合格
  }
  阶段 综合评审 @第四条: 评审小组 完成 专家会议
  阶段 实地核查 @第四条: 评审小组 完成 实地核查 必要时
  阶段 公示 @第四条: 区总工会 自 公示开始 至 公示结束 至少 未定 {
    之后 综合评审、实地核查
    之后 党组审议 当 公示与审议的次序 是 审议在前
    存疑 异议处理 "没有写"
  }
  阶段 党组审议 @第四条: 区总党组 完成 党组审议 {
    之后 综合评审、实地核查
    之后 公示 当 公示与审议的次序 是 公示在前
  }
  阶段 颁发证书 @第四条: 区总工会 完成 授奖 { 之后 公示、党组审议 }
  解读 公示与审议的次序 @第四条 "照行文公示在前，与其他办法相反": 公示在前 另解 审议在前
}

遴选 年度遴选 @第四条 {
  填 海淀工匠
  排序 未定 "综合评审，没有打分表"
}

# 四、激励

荣誉 海淀工匠证书 @第四条: 区总工会 颁发 于 授奖

补助 个人奖励 @第七条(二) @第十条: 一次性 2万元 {
  触发 授奖
  给 个人
  税 两万元是到手额
  支付 "发到京卡"
  解读 两万元是到手额 "一处写税后，一处写扣税后发放；到手两万，还是应税两万": 是
      另解 否
}

补助 项目配套 @第七条(三): 未定 "随市总年度助推情况，没有比例和上限" {
  触发 工作室项目通过
  条件 工作室项目通过 的 第一完成人
  给 项目
  存疑 配套的频次 "没有写每个项目给几次"
}

补助 工作室助推 @第十条: 未定 "照另一办法执行" {
  给 工作室
  未见 工作室管理办法 "海淀区职工创新工作室管理办法没有附上"
}

职责 所在单位 @第七条(一) {
  优先 推荐首都荣誉
  优先 推荐入选先进信息库 @第七条(四)
  鼓励 命名班组和创建工作室 @第七条(三)
}

职责 区总工会 @第七条(一) {
  优先 推荐北京大工匠 "符合条件的"
  优先 推荐市级示范工作室 @第七条(三)
}

荣誉 日常待遇 @第七条(四): 各级工会 给予 {
  条件 获得 海淀工匠证书
  内容 走访慰问、健康体检、疗休养
}

职责 各级工会 @第七条(四) {
  可 其他激励
}

# 五、要求

职责 镇街和行业工会 @第八条 {
  应当 制定本地方案
  应当 提交年度报告: 每年 截至 报告截止日 完成 提交报告
  解读 报告截止日 "前字含不含当天": 11月30日 另解 11月29日
}

职责 推荐单位 @第九条 {
  应当 公平寻访推荐
  应当 从严把关 @第十一条
}

撤销 违规推荐 @第十一条 {
  事由 弄虚作假、未按条件程序推荐
  触发 撤销决定
  批准 未定 "只写查实，没有写由谁批准"
  后果 取消参评资格
  后果 取消推荐资格 推荐单位 期限 未定
  后果 追回 个人奖励 全部
  后果 移送 司法机关 "情节严重的"
  存疑 两个事由 "及字连着两个事由，这里按有一即可"
  存疑 追回税后额还是税前额
  存疑 证书是否收回
}

# 六、附则

解释机关 职工发展部 @第二十条

# 七、测试

样例 合格者 {
  在职情况: 在职
  工会会籍: 本地
  重点产业: 否
  申报途径: 推荐
  一线工作年限: 5年
  技能等级: 技师
  职称: 无
  竞赛成绩: [{ 级别: 区级、结果: 优胜、本行业: 是 }]
  连续高于平均年数: 3年
  创新成果: [{ 类别: 专利 }]
  重大项目: []
  科技奖项: [{ 授予层级: 省 }]
  支撑材料齐备: 否
  推荐专家: []
  全部认定: 合格
}

# 基本条件
测试 正好五年: 合格者 应得 符合
测试 差一点五年: 合格者 但 { 一线工作年限: 4.99年 } 应得 不符合 因 一线经历
测试 没有填年限: 合格者 但 { 一线工作年限: 未知 } 应得 待补 因 一线经历
测试 已退休: 合格者 但 { 在职情况: 退休 } 应得 不符合 因 区内在职职工
测试 延聘: 合格者 但 { 在职情况: 延聘 } 应得 符合
测试 返聘: 合格者 但 { 在职情况: 退休返聘 } 应得 不符合 因 区内在职职工
测试 返聘的另解: 合格者 但 { 在职情况: 退休返聘 } 设 在职范围 为 {在职、延聘、退休返聘}
    应得 符合
测试 外区会员: 合格者 但 { 工会会籍: 外地 } 应得 不符合 因 加入区内工会
测试 没有入会: 合格者 但 { 工会会籍: 非会员 } 应得 不符合 因 加入区内工会
测试 政治素质不合格: 合格者 但 { 政治素质: 不合格 } 应得 不符合 因 政治素质
测试 工匠精神不合格: 合格者 但 { 工匠精神: 不合格 } 应得 不符合 因 工匠精神
测试 技能素质不合格: 合格者 但 { 技术技能素质: 不合格 } 应得 不符合 因 技术技能素质
测试 产业的另解: 合格者 设 产业的作用 为 作为门槛 应得 不符合 因 属于重点产业
测试 重点产业的另解: 合格者 但 { 重点产业: 是 } 设 产业的作用 为 作为门槛 应得 符合

# 自荐
测试 自荐有优胜: 合格者 但 { 申报途径: 自荐 } 应得 满足 区级竞赛优胜
测试 自荐有名次: 合格者 但 {
  申报途径: 自荐
  竞赛成绩: [{ 级别: 市级、结果: 名次、名次: 3 }]
} 应得 满足 市级竞赛名次
测试 自荐没有成绩: 合格者 但 { 申报途径: 自荐、竞赛成绩: [] }
    应得 不符合 因 自荐的竞赛成绩
测试 自荐只有区级名次: 合格者 但 {
  申报途径: 自荐
  竞赛成绩: [{ 级别: 区级、结果: 名次 }]
} 应得 不符合 因 自荐的竞赛成绩

# 五力
测试 引领力不合格: 合格者 但 { 引领力: 不合格 } 应得 不符合 因 引领力
测试 实践力不合格: 合格者 但 { 实践力: 不合格 } 应得 不符合 因 实践力
测试 创新力不合格: 合格者 但 { 创新力: 不合格 } 应得 不符合 因 创新力
测试 攻关力不合格: 合格者 但 { 攻关力: 不合格 } 应得 不符合 因 攻关力
测试 传承力不合格: 合格者 但 { 传承力: 不合格 } 应得 不符合 因 传承力
测试 尚未评审: 合格者 但 { 引领力: 未知 } 应得 待认定 因 引领力
测试 高级工没有职称: 合格者 但 { 技能等级: 高级工 } 应得 待豁免 因 等级或职称
测试 高级工有职称: 合格者 但 { 技能等级: 高级工、职称: 工程师 } 应得 满足 职称达标
测试 助理工程师不够: 合格者 但 { 技能等级: 无、职称: 助理工程师 }
    应得 待豁免 因 等级或职称
测试 等级获豁免: 合格者 但 { 技能等级: 高级工、豁免: [等级或职称] } 应得 符合
测试 没有竞赛: 合格者 但 { 竞赛成绩: [] } 应得 待豁免 因 取得竞赛成绩
测试 区级名次不够: 合格者 但 { 竞赛成绩: [{ 级别: 区级、结果: 名次 }] }
    应得 待豁免 因 取得竞赛成绩
测试 市级名次够: 合格者 但 { 竞赛成绩: [{ 级别: 市级、结果: 名次 }] } 应得 满足 市级获名次
测试 市级只参赛: 合格者 但 { 竞赛成绩: [{ 级别: 市级、结果: 参赛 }] }
    应得 待豁免 因 取得竞赛成绩
测试 市级优胜: 合格者 但 { 竞赛成绩: [{ 级别: 市级、结果: 优胜 }] } 应得 符合
测试 市级优胜的另解: 合格者 但 { 竞赛成绩: [{ 级别: 市级、结果: 优胜 }] } 设 名次范围 为 {名次}
    应得 待豁免 因 取得竞赛成绩
测试 没有竞赛一项即可: 合格者 但 { 竞赛成绩: [] } 设 逗号的关系 为 有一项即可 应得 符合
测试 两项都没有: 合格者 但 { 技能等级: 高级工、竞赛成绩: [] } 设 逗号的关系 为 有一项即可
    应得 待豁免 因 等级职称或竞赛
测试 没有竞赛且竞赛必备: 合格者 但 { 竞赛成绩: [] } 设 原则上的范围 为 只管等级职称
    应得 不符合 因 竞赛成绩必备
测试 有竞赛且竞赛必备: 合格者 设 原则上的范围 为 只管等级职称 应得 符合
测试 只连续两年: 合格者 但 { 连续高于平均年数: 2年 } 应得 不符合 因 业绩突出
测试 没有成果: 合格者 但 { 创新成果: [] } 应得 不符合 因 形成创新成果
测试 市级奖项不算: 合格者 但 { 科技奖项: [{ 授予层级: 市 }] } 应得 不符合 因 担当重任
测试 国家奖项: 合格者 但 { 科技奖项: [{ 授予层级: 国家 }] } 应得 符合
测试 国家奖项的另解: 合格者 但 { 科技奖项: [{ 授予层级: 国家 }] } 设 奖项层级 为 {省、部、行业}
    应得 不符合 因 担当重任
测试 省部项目起作用: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 省部、发挥重要作用: 是 }]
} 应得 满足 参与重大项目
测试 项目没起作用: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 省部、发挥重要作用: 否 }]
} 应得 不符合 因 担当重任
测试 单位项目不算: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 单位、发挥重要作用: 是 }]
} 应得 不符合 因 担当重任
测试 国家项目的另解: 合格者 但 {
  科技奖项: []
  重大项目: [{ 层级: 国家、发挥重要作用: 是 }]
} 设 项目层级 为 {省部、行业} 应得 不符合 因 担当重任
测试 小项交给评审: 合格者 但 { 技能等级: 无、竞赛成绩: []、创新成果: [] }
    设 小项的作用 为 由评审评定 应得 符合

# 未尽事宜
测试 没有专家和材料: 合格者 应得 符合
测试 材料的另解: 合格者 但 { 推荐专家: 3名 { 本单位: 否、同行: 是、高级: 是 } }
    设 未尽事宜 为 适用全国要求 应得 不符合 因 提供支撑材料
测试 专家的另解: 合格者 但 {
  支撑材料齐备: 是、推荐专家: 2名 { 本单位: 否、同行: 是、高级: 是 }
} 设 未尽事宜 为 适用全国要求 应得 不符合 因 专家推荐
测试 两样都有的另解: 合格者 但 {
  支撑材料齐备: 是、推荐专家: 3名 { 本单位: 否、同行: 是、高级: 是 }
} 设 未尽事宜 为 适用全国要求 应得 符合

# 奖励
测试 奖励: 合格者 经历 { 授奖 2025-11-01 } 应得 合计 2万元
测试 没有获评没有奖励: 合格者 经历 { 专家会议 2025-09-01 } 应得 合计 0元
测试 先公示后审议: 合格者 经历 {
  专家会议 2025-08-01
  公示开始 2025-08-11
  公示结束 2025-08-18
  党组审议 2025-08-20
} 应得 遵守 党组审议
测试 先审议后公示: 合格者 经历 {
  专家会议 2025-08-01
  党组审议 2025-08-05
  公示开始 2025-08-11
  公示结束 2025-08-18
} 应得 违反 党组审议
测试 先审议后公示的另解: 合格者 经历 {
  专家会议 2025-08-01
  党组审议 2025-08-05
  公示开始 2025-08-11
  公示结束 2025-08-18
} 设 公示与审议的次序 为 审议在前 应得 遵守 公示
测试 先公示后审议的另解: 合格者 经历 {
  专家会议 2025-08-01
  公示开始 2025-08-11
  公示结束 2025-08-18
  党组审议 2025-08-20
} 设 公示与审议的次序 为 审议在前 应得 违反 公示
# 2025年11月30日是星期日，顺延到星期一；2026年11月30日是星期一；2024年11月29日是星期五
测试 报告截止当天: 合格者 经历 { 授奖 2026-11-01、提交报告 2026-11-30 } 应得 遵守 提交年度报告
测试 报告迟一天: 合格者 经历 { 授奖 2026-11-01、提交报告 2026-12-01 } 应得 违反 提交年度报告
测试 报告遇星期日顺延: 合格者 经历 { 授奖 2025-11-01、提交报告 2025-12-01 }
    应得 遵守 提交年度报告
测试 报告顺延后又迟: 合格者 经历 { 授奖 2025-11-01、提交报告 2025-12-02 }
    应得 违反 提交年度报告
测试 报告截止当天的另解: 合格者 经历 { 提交报告 2024-11-30 } 设 报告截止日 为 11月29日
    应得 违反 提交年度报告
测试 未按程序推荐: 合格者 但 { 未按程序推荐: 是 } 经历 { 推荐报送 2025-07-01 }
    应得 违反 违反程序推荐

译名 {
  印发通知: promulgation "Notice of issue"
  目的依据: purpose "Purpose and basis"
  北京市办法: beijing_measures "The Beijing measures"
  审议与印发隔年: adopted_a_year_before "Adopted in one year, issued in the next"
  条号跳跃: article_gap "Jump in article numbers"

  区总工会: district_federation "Haidian Federation of Trade Unions"
  区总党组: party_group "Party group"
  职工发展部: staff_department "Staff Development Department"
  评审小组: review_panel "Review panel"
  推荐单位: recommending_bodies "Recommending bodies"
  镇街和行业工会: town_unions "Town, subdistrict and industry unions"
  各级工会: unions "Trade unions at all levels"
  所在单位: employers "Employers"
  司法机关: justice "Judicial authorities"

  海淀工匠: yearly_craftsmen "Haidian craftsmen a year"
  北京大工匠候选人: beijing_candidates "Candidates for the Beijing programme"
  推荐人数: nominations "Number of nominations"

  最低一线年限: min_frontline_years "Least front-line years"
  连续年数: min_years_running "Years in a row"
  区级优胜: district_winner "Winner of a district contest"
  市级名次: city_placing "Placed in a city or higher contest"
  名次范围: placing_results "Which results count as a placing"

  基本条件: basic_conditions "Basic conditions"
  区内在职职工: in_service "In service in the district"
  加入区内工会: union_member "Member of a Haidian union"
  一线经历: frontline "Front-line work"
  在职范围: in_service_scope "Who counts as in service"
  产业的作用: industry_role "What the industries do"
  作为重点: industry_focus "A focus"
  聚焦重点产业: focus_industries "Focus industries"
  作为门槛: industry_threshold "A threshold"
  属于重点产业: in_focus_industry "In a focus industry"
  工作地与注册地: workplace "Where one works and where one is registered"
  会籍在外区: membership_elsewhere "Membership in another district"

  自荐条件: self_nomination "Self-nomination"
  自荐的竞赛成绩: self_nomination_contest "Contest result of self-nominated candidates"
  区级竞赛优胜: district_contest_won "Won a district contest"
  市级竞赛名次: city_contest_placed "Placed in a city contest"
  优胜与名次的区别: winner_or_placed "Winner and placed"

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
  应用智能: applies_intelligence "Applies embodied intelligence"
  小项的作用: force_items "What the items under each force do"
  逐项门槛: thresholds "Each is a threshold"
  由评审评定: reviewed "The review decides"
  逗号的关系: comma "What the comma means"
  两项都要: both_parts "Both parts"
  等级或职称: level_or_title "Skill level or title"
  技能等级达标: skill_level_met "Skill level reached"
  职称达标: title_met "Title reached"
  原则上的范围: in_principle_reach "How far in principle reaches"
  两项都管: reaches_both "Both parts"
  取得竞赛成绩: contest_result "Contest result"
  区级获优胜: district_win "Winner at district level"
  市级获名次: city_place "Placed at city level or above"
  只管等级职称: reaches_level_only "Only the level and title"
  竞赛成绩必备: contest_required "Contest result required"
  有一项即可: either_part "Either part"
  等级职称或竞赛: level_title_or_contest "Skill level, title or contest"
  有技能等级: by_skill_level "By skill level"
  有职称: by_title "By title"
  有区级优胜: by_district_win "By a district contest"
  有市级名次: by_city_place "By a city contest"
  业绩突出: performance "Outstanding results"
  形成创新成果: innovation_results "Innovations made"
  担当重任: major_task "Carries major tasks"
  参与重大项目: major_project "Took part in a major project"
  获得科技奖项: technology_award "Holds a technology award"
  项目层级: project_levels "Which projects count"
  奖项层级: award_issuers "Whose awards count"
  谁可放宽: who_may_relax "Who may relax"
  显著高于的幅度: markedly_above "How far above average"
  成果种类是否开放: result_kinds "Whether other kinds of results count"
  带出多少人: how_many_trained "How many others trained"

  未尽事宜: residual_rule "Matters not provided for"
  不自动适用: not_imported "Not applied by itself"
  适用全国要求: national_duties "The national requirements apply"
  提供支撑材料: materials "Supporting materials"
  专家推荐: expert_letters "Expert recommendations"

  选树程序: selection_procedure "Selection procedure"
  推荐: recommend "Recommendation"
  择优推荐: choose_best "Recommend on merit"
  大赛选手自荐: contestants_apply "Contestants may nominate themselves"
  评比或竞赛筛选: screening "Screening by comparison or contest"
  违反程序推荐: improper_recommendation "Recommended against the procedure"
  社会组织的范围: social_organisations "Which social organisations"
  资格审核: qualification_check "Qualification check"
  综合评审: panel_review "Panel review"
  实地核查: site_check "Site visit"
  公示: notice "Public notice"
  异议处理: objections "Handling of objections"
  党组审议: party_group_stage "Party group review"
  颁发证书: award "Award of the certificate"
  公示与审议的次序: stage_order "Order of notice and party group"
  公示在前: notice_first "Notice first"
  审议在前: party_group_first "Party group first"
  年度遴选: yearly_selection "Yearly selection"

  海淀工匠证书: certificate "Haidian craftsman certificate"
  个人奖励: personal_award "Personal award"
  两万元是到手额: net_amount "Whether the 20 000 are net"
  项目配套: project_match "Match for studio projects"
  配套的频次: match_rhythm "How often a project is matched"
  工作室助推: studio_support "Studio support"
  工作室管理办法: studio_measures "The studio measures"
  推荐首都荣誉: capital_honours "Recommend first for capital honours"
  推荐入选先进信息库: honours_base "Recommend first for the honours base"
  命名班组和创建工作室: name_teams "Name teams, found studios"
  推荐北京大工匠: beijing_programme_first "Recommend first for the Beijing programme"
  推荐市级示范工作室: city_studio_first "Recommend first as city model studio"
  日常待遇: benefits "Benefits"
  其他激励: other_incentives "Other incentives"

  制定本地方案: local_plan "Local plan"
  提交年度报告: annual_report "Yearly report"
  报告截止日: report_deadline "Last day of the report"
  公平寻访推荐: fair_search "Fair search and recommendation"
  从严把关: strict_check "Strict checks"
  违规推荐: improper_nomination "Improper nomination"
  弄虚作假: fraud "Fraud"
  未按条件程序推荐: against_procedure "Against conditions or procedure"
  两个事由: two_grounds "Either ground or both"
  追回税后额还是税前额: net_or_gross_recovery "Whether net or gross is recovered"
  证书是否收回: certificate_withdrawn "Whether the certificate is withdrawn"
}

"""##
}
