import Rents

// What is left of a tenancy that has ended.

extension DemoHousehold {
  mutating func formerTenant() {
    let ended = DemoCalendar.monday(of: life.ago(payer == .formerWrittenOff ? 230...640 : 28...600)) - 1
    end = ended
    life.until = ended
    life.chargeWeekly(.rent)
    let (type, words) = counter()
    life.payWeekly(
      type, from: beginning, to: ended, weekday: 4, narrative: words,
      habit: DemoLife.Habit(missed: 9, rounding: 500, lateness: 3))
    let levels: ClosedRange<Int> =
      switch payer {
      case .formerCredit: -180 ... -30
      case .formerPlan: 260...1100
      case .formerDeceased: 90...420
      case .formerWrittenOff: 40...600
      default: 90...1500
      }
    life.settle(life.random.within(levels), at: ended)
    let settled = life.calendar.onOrAfter(ended + 9)
    if payer != .formerCredit, life.random.chance(35) {
      let week = life.charges[Int(life.calendar.day(ended).rentYear)].total
      life.add(.adjustment, week, on: settled, known: settled, .keysLate)
    }
    story.ladder = 0
    story.note(.finalAccount, on: settled + 3)
    switch payer {
    case .formerPlan:
      let agreed = life.calendar.onOrAfter(min(ended + Int32(life.random.within(35...80)), today - 5))
      let stops = life.random.chance(30) ? life.random.within(3...8) : 500
      story.method = .standingOrder
      makePlan(
        .monthly(day: life.random.pick([1, 5, 28])), start: agreed,
        instalment: life.random.pick([1000, 1000, 1500, 2000, 2500, 4000]), type: .standingOrder,
        phrase: .standingOrderPlan, coversRent: false
      ) { $0 < stops ? .paid : .broken }
    case .formerWrittenOff:
      let written = life.calendar.onOrAfter(min(ended + Int32(life.random.within(150...220)), today - 5))
      story.note(.trace, on: ended + 90)
      story.note(.writeOffProposed, on: written - 20)
      life.add(.writeOff, -life.balance(at: written), on: written, known: written, .writeOff)
    case .formerCredit:
      story.note(.refundProposed, on: ended + 50)
    case .formerDeceased:
      story.note(.deathReported, on: ended - 30)
      story.note(.debtLetter, on: ended + 40)
    default:
      story.note(.debtLetter, on: ended + 35)
      story.note(.trace, on: ended + 80)
      story.note(.debtLetter, on: ended + 130)
    }
  }
}
