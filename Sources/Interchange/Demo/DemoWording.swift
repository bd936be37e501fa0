/// What officers write, by event and by the way they write. In the text, `{T}` is the tenant as that officer calls
/// them, `{he}` `{his}` `{him}` their pronouns, `{A}` the balance in pounds, `{I}` the plan's instalment in words,
/// `{F}` the Friday after, `{S}` what is left over in the household's month, `{W}` a week's charge.
enum DemoWording {
  /// The landlord's code of an action and its description.
  static func code(_ event: DemoEvent) -> (code: String, description: String) {
    switch event {
    case .signUp: ("SIGNUP", "Sign-up interview")
    case .licenceSignUp: ("SIGNUP", "Licence sign-up")
    case .planMade, .debtPlanMade: ("ARRMADE", "Arrangement agreed")
    case .planMissed: ("ARRMISS", "Instalment missed")
    case .planBroken: ("ARRBRK", "Arrangement broken")
    case .planCompleted: ("ARREND", "Arrangement completed")
    case .debitReturned: ("DDRET", "Direct debit returned")
    case .debitCancelled: ("DDCAN", "Direct debit cancelled")
    case .benefitSuspended, .benefitAsked: ("HB", "Housing Benefit query")
    case .universalCreditClaimed: ("UC", "Universal Credit claim")
    case .universalCreditVerified: ("UCVER", "Housing costs verified on portal")
    case .firstPaymentDue: ("UC", "First UC payment not received")
    case .jobLost, .callSpoke, .agreedCheck: ("CALL", "Outbound call")
    case .incomeForm: ("IE", "Income and expenditure form")
    case .benefitCheck: ("BENCHK", "Benefit check")
    case .capTold: ("CAP", "Benefit cap letter")
    case .housingPaymentAsked: ("CRFAPP", "Housing payment application")
    case .deathReported: ("DECD", "Death reported")
    case .emptyVisit, .visitOut, .visitSeen: ("VISIT", "Home visit")
    case .neighbour: ("NOTE", "File note")
    case .notice: ("NSP", "Notice seeking possession served")
    case .claimIssued: ("ISSUE", "Possession claim issued")
    case .hearing: ("HEAR", "Court hearing")
    case .order: ("ORDER", "Order entered")
    case .orderBreached: ("BREACH", "Breach of order letter")
    case .breathingSpace: ("HOLD+", "Breathing space notification")
    case .managedPaymentAsked: ("MPTLREQ", "Managed payment requested")
    case .finalAccount: ("FINAL", "Final account sent")
    case .trace: ("TRACE", "Trace")
    case .writeOffProposed: ("WOPROP", "Write-off proposed")
    case .refundProposed: ("REFPROP", "Refund proposed")
    case .debtLetter: ("FTALTR", "Former tenant letter")
    case .rentRise, .statementAsked, .creditAsked, .inbound: ("CALLIN", "Inbound call")
    case .referral: ("REFER", "Referral")
    case .licenceBenefitForm: ("HBFORM", "HB form with licensee")
    case .invoiceSent: ("INV", "Invoice sent")
    case .garageWarning: ("GARLTR", "Garage warning letter")
    case .demandReminder: ("LHREM", "Service charge reminder")
    case .lenderLetter: ("LENDER", "Letter to mortgage lender")
    case .personalChargeTold: ("CALL", "Outbound call")
    case .handover: ("NOTE", "Patch handover")
    case .text: ("SMS", "Text message")
    case .letterOne: ("LTR1", "Arrears letter 1")
    case .letterTwo: ("LTR2", "Arrears letter 2")
    case .letterThree: ("LTR3", "Letter before notice")
    case .callNoAnswer, .callWrongNumber, .safeCall: ("CALL", "Outbound call")
    case .email: ("EMAIL", "E-mail sent")
    case .preAction: ("PAPCHK", "Pre-action protocol check")
    }
  }

  /// Notes to choose from; an empty list leaves the action without one.
  static func notes(_ event: DemoEvent, _ voice: DemoOfficer.Voice) -> [String] {
    switch event {
    case .signUp:
      return [
        "Rent explained, weekly in advance on Mondays. Payment card ordered. Knows UC is paid in arrears.",
        "Signed up at the property. Went through how to pay, first week taken by card. Gas and electric meters read.",
        "Sign-up done, partner present. Asked about a bad back, OT referral made. Rent starts today.",
      ]
    case .licenceSignUp:
      return [
        "Booked in. Charge explained: HB for the room, heating and laundry theirs to pay weekly. HB form started.",
        "Licence signed. Two bags, everything else in store. HB needs ID and bank statements: list given.",
        "Placed today from the homelessness team. UC housing part to be closed, HB claim made here instead.",
      ]
    case .debtPlanMade:
      return [
        "Agreed {I}. Confirmed in writing.", "Offered {I}, accepted. First one at the end of the month.",
        "{T} cannot clear it at once. {I} agreed, to look at again in six months.",
      ]
    case .planMade:
      switch voice {
      case .terse:
        return ["Arr {I} on top of rent. Conf ltr sent.", "Agreed {I} + CR. {T} to ring if probs. Ltr out."]
      case .plain:
        return [
          "{I} with the rent. {T} chose the dates: the day after wages.",
          "Agreed {I} on top of the rent. Knows that the rent itself comes first. Letter out today.",
          "Agreed current rent plus {I}. Confirmed in writing. Explained what happens if one is missed.",
          "{T} offered {I} on top of the rent; form shows it can be afforded. Accepted, letter sent.",
        ]
      case .warm:
        return [
          "Good conversation with {T}. We settled on the rent plus {I}. {he} was relieved. Letter posted.",
          "{T} came in with {his} sister. Agreed {I} with the rent. Left {him} my direct number in case of trouble.",
        ]
      }
    case .planMissed:
      switch voice {
      case .terse: return ["Inst not in. SMS sent.", "Missed inst, VM left.", "No pmt. Rang, says Fri."]
      case .plain:
        return [
          "Instalment not received. Text sent asking {him} to ring.",
          "Rang about the missed instalment: \"got paid late, it'll be in by Friday\". Diary {F}.",
          "Missed. {T} had paid the gas instead. Will make it up on {F}; plan stands.",
          "Instalment short or not here. Left a message to ring, no details.",
        ]
      case .warm:
        return [
          "Instalment hasn't come, not like {him}. Left a friendly voicemail, no details.",
          "{T} rang before I could: washing machine broke, will double up next time. Thanked {him} for telling us.",
        ]
      }
    case .planBroken:
      switch voice {
      case .terse: return ["Arr broken, {A} o/s. LTR2 + call {F}.", "2 missed, no contact. Arr brk."]
      case .plain:
        return [
          "Arrangement broken, {A} owing. Letter asks {him} to contact us by {F} so that we can look at it again.",
          "No instalment for the second time and no answer to calls. Marked broken; check for change of income.",
        ]
      case .warm:
        return [
          "Sadly the arrangement has broken down, {A} owing. Written to ask what has changed before we do anything else."
        ]
      }
    case .planCompleted: return ["Arrears cleared, arrangement completed. Thank-you letter sent."]
    case .debitReturned:
      switch voice {
      case .terse: return ["DD retd, refer to payer. SMS.", "DDR. T/C, no ans."]
      case .plain:
        return [
          "Direct debit returned, refer to payer. Text sent: will be presented again in ten working days.",
          "Debit came back. Spoke to {T}: wages went in a day late, money is there now.",
        ]
      case .warm:
        return ["The debit bounced. {T} mortified, had changed jobs and pay date. Offered to move the date."]
      }
    case .debitCancelled:
      return [
        "Bank says instruction cancelled by payer. Rang, no answer. Text: please ring about how you pay your rent.",
        "DD cancelled at bank. {T} says the bank did it when {he} switched account. New form sent, card meanwhile.",
      ]
    case .benefitSuspended:
      return [
        "HB suspended, proof of savings asked for by the 14th and not in. Rang {T}: \"I gave them in at the desk\". Chased HB.",
        "Claim suspended pending information from customer. {T} to bring bank statements in, appointment {F}.",
        "HB officer says change of circumstances form not returned. Visited with a new one, filled in together.",
      ]
    case .benefitAsked:
      return ["No HB credit for three weeks. E-mailed HB to ask what is wrong with the claim. Chase {F}."]
    case .universalCreditClaimed:
      return [
        "{T} rang: hours cut to nothing, has claimed UC this week. Explained first money is five weeks off and that it has the rent in it.",
        "Told us of UC claim. Advised to ask for an advance only if needed. Will set up payment for the pay date.",
      ]
    case .universalCreditVerified:
      return ["Housing costs confirmed on the landlord portal, rent and service charge."]
    case .firstPaymentDue:
      return [
        "UC should have been paid over a week ago, nothing here. Rang: \"I had to pay the lecky, can I do half?\"",
        "First UC payment not passed on. No answer to two calls. Consider managed payment if still nothing {F}.",
      ]
    case .jobLost:
      switch voice {
      case .terse:
        return [
          "T lost job @ warehouse. UC advised. Diary {F}.", "Agency work dried up, no inc. Ref to CAB.",
        ]
      case .plain:
        return [
          "Spoke to {T}: laid off from the warehouse, last wage was short. Benefit check booked, told to claim UC today.",
          "{T} says: \"I've had no work since the contract ended, I'm not ignoring you\". Asked for what {he} can manage.",
          "{T} is off sick with {his} back, statutory sick pay only. Told {him} about UC on top. Form {F}.",
          "Agency shifts have dried up: two last month. {T} very open about it. I&E booked for {F}.",
          "Separated in the spring, rent was split before. {T} wants to keep the home. Council Tax discount claimed too.",
        ]
      case .warm:
        return [
          "Long call with {T}. {he} has been off sick since the operation and is on SSP only. Worried about losing the flat; reassured, and booked the form for {F}.",
          "{T} and partner have split up and the rent was {his} half. Very upset. Listened, sent the benefit list.",
        ]
      }
    case .incomeForm:
      return [
        "I&E by phone: {S} left over a month after priority bills. Offer is within it.",
        "Form done with {T}, 25 minutes. Left over {S} a month. No Council Tax Support claimed: told {him} how.",
        "I&E taken at the office. Car finance is most of it. {S} left. Debt advice appointment made as well.",
      ]
    case .benefitCheck:
      return [
        "Benefit check: should be due UC with housing costs. Helped {him} start the claim online.",
        "Checked entitlement: UC yes, Council Tax Support separate claim. PIP form sent for.",
      ]
    case .capTold:
      return [
        "Benefit cap applied from the notice. Explained the gap, {W} a week is the full charge. CRF form sent."
      ]
    case .housingPaymentAsked:
      return ["Housing payment applied for to cover the shortfall, medical letter attached."]
    case .deathReported:
      return [
        "Daughter rang, {T} died on the ward. Condolences given. No letters to the property. She is next of kin and will ring about keys.",
        "Registrar's notice received. Tenancy continues until notice by the family; account stopped for letters.",
        "Neighbour and then the son told us of the death. Son has no means, will clear the flat in four weeks.",
      ]
    case .emptyVisit:
      return [
        "No answer, post behind the door, curtains shut. Meter not moving. Card left.",
        "Looked in: few belongings, fridge off. Photographs on file. Abandonment procedure started.",
      ]
    case .neighbour:
      return ["Neighbour at next door says {he} left in a van one night, \"three or four weeks back\"."]
    case .notice:
      return [
        "Notice served by hand through the letter box, photograph on file. Copy of protocol and advice list with it.",
        "NSP handed to {T} in person. {he} said \"I know, I've been burying my head\". Asked to ring me by {F}.",
      ]
    case .claimIssued:
      return ["Claim issued online. Statement for two years sent to {T} beforehand. {A} owing today."]
    case .hearing:
      return [
        "Hearing, DJ Whitcombe. {T} attended with the duty solicitor. Terms agreed outside court.",
        "Hearing at Thornmere County Court. {T} did not attend. Order made on the papers and our statement.",
      ]
    case .order:
      return [
        "Order received: current rent plus {I}. Explained to {T} by phone and in a letter. Costs 404.00 added."
      ]
    case .orderBreached:
      return [
        "Terms missed. Breach letter with shortfall sent, deadline {F}. Advised of right to apply to court."
      ]
    case .breathingSpace:
      return [
        "Breathing space notified by the Insolvency Service. Letters stopped, account held. Rent due since is still payable."
      ]
    case .managedPaymentAsked:
      return ["Asked DWP for managed payment, more than two months owing. {T} agrees."]
    case .finalAccount: return ["Final account sent to forwarding address. {A} after end of tenancy."]
    case .trace:
      return [
        "Trace asked for, last address gone away.", "Forwarding address from council tax: letter re-sent.",
      ]
    case .writeOffProposed:
      return ["Two letters returned, trace negative. Proposed for write-off, uneconomic."]
    case .refundProposed: return ["Credit checked, no other debts, bank details verified. Refund proposed."]
    case .debtLetter:
      return [
        "", "", "No reply so far.",
        "Rang back: \"I thought the keys were the end of it\". Explained, wants to pay monthly.",
      ]
    case .rentRise:
      return [
        "Standing order is still last year's amount. {T} will alter it at the bank.",
        "{T}: \"nobody told me it went up\". Sent a copy of February's letter.",
      ]
    case .statementAsked:
      return [
        "Asked for a rent statement, posted.", "Wants a statement for Council Tax Support. E-mailed.",
        "Statement for a mortgage application, 12 months. E-mailed.",
        "Needs proof of rent for student finance. Posted.",
        "Lost {his} payment card, new one ordered. Balance given.",
        "Wants all letters in large print. Set on account.",
        "Asked when the rent-free weeks are. Told {him}.",
        "Query about the rent increase letter. Explained the parts.",
      ]
    case .creditAsked:
      return ["Asked if {he} can have a rent-free week with the credit. Explained, left as it is."]
    case .inbound:
      switch voice {
      case .terse:
        return [
          "T rang re repair, put thro.", "Query re bal. Explained.", "Chgd mob no. Updated.",
          "Bal given. DPA ok.",
          "Wants DD date chgd to 28th. Form sent.", "Rang re neighbour noise, put thro.",
          "Pymt query, in by next day.",
          "Asked re mutual exch. Acct clear.", "Re damp. Logged w repairs.",
        ]
      case .plain:
        return [
          "Rang to check that last payment arrived. It had.", "New mobile number taken, account updated.",
          "Asked how to pay by app. Talked {him} through it.",
          "Called about a repair, passed to the repairs line.",
          "Going abroad for six weeks, rent will be paid by the debit as usual.",
          "Asked whether the balance allows a mutual exchange. It does.",
          "Asked for the garage list. Passed on.",
          "New e-mail address taken, account updated.",
          "Son has moved out, told {him} to tell HB or UC the same day.",
          "Asked what the service charge is for. Sent the breakdown.",
        ]
      case .warm:
        return [
          "Lovely chat with {T}, just checking {his} balance before holidays.",
          "{T} rang to say the new boiler is in. Checked balance at the same time.",
          "{T} rang about the bins, really. Gave {him} the right number and the balance.",
          "{T} has started a new job at the hospital and is very pleased. Pay date is the 27th now.",
          "{T} wanted to know about moving somewhere smaller. Sent the form, explained that the account should be clear.",
          "{T} in tears about the damp in the back bedroom. Logged it and rang repairs myself.",
          "A thank-you call from {T}. Rare enough to note.",
          "{T} has a baby girl. Told {him} to tell HB or UC this week.",
        ]
      }
    case .referral:
      return [
        "Referred to Thornmere Advice for debt, consent given by phone.",
        "Food bank voucher, and referral to energy scheme.",
      ]
    case .licenceBenefitForm:
      return [
        "HB form filled in at the hostel. Still needs ID for the baby and two payslips.",
        "HB claim not complete: tenancy at old address still open. Chased, {F}.",
      ]
    case .invoiceSent: return [""]
    case .garageWarning: return ["Warned that garage will be taken back, 28 days' notice next."]
    case .demandReminder: return ["Reminder with copy demand and summary of rights."]
    case .lenderLetter: return ["Lender told of arrears as the lease allows. No reply yet."]
    case .personalChargeTold:
      return [
        "Explained that HB does not cover heating and laundry: that part is {his} to pay every week.",
        "{T} says \"I thought it was all paid\". Went through the charge letter again, will pay at the shop.",
      ]
    case .handover: return ["Patch taken over from Jo Pryce. Read the file, next contact mine."]
    case .agreedCheck: return ["Checked how the plan is going: fine, no change of income."]
    case .text:
      return [
        "delivered", "delivered", "delivered", "failed", "Please ring us about your rent account. Delivered.",
      ]
    case .letterOne, .letterTwo:
      return [
        "", "", "", "With benefit leaflet.", "Statement enclosed.", "Delivered by hand.",

      ]
    case .letterThree: return ["Says notice next. I&E form and advice list enclosed.", ""]
    case .callSpoke:
      switch voice {
      case .terse:
        return [
          "Spoke to T, pays Fri.", "T/C. Says pd at shop. Chk {F}.", "T in work, call pm only.",
          "Spoke, prom 50 {F}.",
        ]
      case .plain:
        return [
          "Spoke to {T}, says paid at the shop yesterday. Check {F}.",
          "Spoke to {T}. Promised 60.00 on {F}. Asked whether anything has changed at home: no.",
          "{T} says \"I get paid on the last Friday, it'll be right then\".",
          "Spoke to {his} partner, who is not on the tenancy: no details given, asked for a call back.",
          "{T} was driving, will ring back. Diary {F}.",
          "Spoke to {T}, who thought the debit had started. It had not: new form sent, 50.00 taken by card.",
          "{T}: \"the bairns' dad has stopped paying\". Told {him} about Child Maintenance. Pays 30.00 {F}.",
          "Got {T} at last. Hours are down to 16 since the summer. Benefit check for {F}, no letters until then.",
          "{T} disputes the heating part. Sent the meter readings; the rest of the rent to be paid meanwhile.",
          "Spoke to {T}. Did not know that the UC for the rent comes to {him} and not to us. Explained again.",
        ]
      case .warm:
        return [
          "Spoke to {T}, who is struggling since the hours were cut. Sent details of Thornmere Advice and the hardship form.",
          "{T} answered straight away and apologised. Mum in hospital. Agreed to speak again on {F}, no pressure today.",
          "Spoke to {T}. School uniform month. Will pay 40.00 today by the app and the rest on {F}.",
        ]
      }
    case .callNoAnswer:
      switch voice {
      case .terse: return ["N/A.", "No ans, VM left.", "Rang x2 N/A.", "VM full."]
      case .plain:
        return [
          "No answer, voicemail left, no details.", "No answer.", "Rings out, no voicemail.",
          "Voicemail full.",
        ]
      case .warm:
        return ["No answer, left a message to ring me when it suits.", "No luck, will try after school run."]
      }
    case .safeCall:
      return [
        "Safe contact only. Rang the agreed number in the agreed hours, spoke to {T}. Will pay 40.00 on {F}.",
        "Agreed hours, no answer, no message left. No letters to the address.",
        "Spoke to {T} with the support worker on the line. Not alone at home, will ring back {F}.",
      ]
    case .callWrongNumber: return ["Number not recognised.", "Wrong number, removed from account."]
    case .visitSeen:
      return [
        "Saw {T} at the door, gave balance {A}. Says UC journal asks for a letter: written there and then.",
        "Seen. Flat cold, pre-payment meter empty. Fuel voucher asked for. Arrears talk left for another day.",
        "{T} in, invited me in. Went through the statement line by line. Agrees {A} is right.",
      ]
    case .visitOut:
      return ["No answer, card left.", "Out. Card through door.", "Dog in the porch, card left in box."]
    case .email: return ["Statement attached.", "", "Asked to ring before {F}."]
    case .preAction:
      return ["Checklist done: contact, I&E offered, HB/UC position asked, statement sent, advice list sent."]
    }
  }

  /// What an officer wrote in this book today.
  static let today = [
    "Rang 9:40, no answer. Try again after 4, works days at the bakery.",
    "{T} rang: paid 80.00 at the Post Office this morning, should be with us Monday.",
    "Statement printed for the visit this afternoon.",
    "Says UC journal shows rent at last year's figure. Told {him} to report the change today.",
    "Support worker (Ms Adeyemi, Thornmere Advice) rang with authority on file. Wants 14 days to look at the budget.",
    "Called back as promised. {he} will set up a direct debit for the 28th, form sent by e-mail.",
    "HB say decision is made, letter in the post. Leave until {F}.",
    "Asked for a move of the payment date to the 15th because wages come on the 14th. Agreed.",
    "Text only, please: {he} is on nights this week and sleeps until 3.",
    "Landline cut off. New mobile taken from {his} daughter, who has authority.",
  ]
}
