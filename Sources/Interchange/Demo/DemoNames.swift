/// Names as they stand on a British landlord's tenancy agreements: of many origins, with accents and double names.
/// Nobody here is real; given names and family names are put together by lot.
struct DemoNames {
  /// A person as the model needs them.
  struct Name: Hashable {
    var given: String
    var family: String
    var isWoman: Bool

    var full: String { "\(given) \(family)" }
  }

  /// Where a household's names come from.
  struct Origin: Sendable {
    /// Households in a hundred.
    var share: Int
    var women: [String]
    var men: [String]
    var families: [String]
    /// Family names of women where they differ from men's, in the same order.
    var womensFamilies: [String] = []
    /// Given names of those born before 1960, where they have their own fashion.
    var olderWomen: [String] = []
    var olderMen: [String] = []
  }

  static let origins: [Origin] = [
    Origin(
      share: 46,
      women: [
        "Kelly", "Donna", "Michelle", "Stacey", "Leanne", "Gemma", "Natalie", "Kirsty", "Samantha", "Tracey",
        "Lisa",
        "Jade", "Chloe", "Charlotte", "Amy", "Rebecca", "Hayley", "Danielle", "Rachel", "Claire", "Joanne",
        "Sarah Jane",
        "Vicky", "Zoe", "Paula", "Nicola", "Lauren", "Abigail", "Courtney", "Paige", "Beth", "Toni", "Mandy",
        "Karen",
      ],
      men: [
        "Darren", "Craig", "Lee", "Gary", "Wayne", "Dean", "Scott", "Jamie", "Ryan", "Liam", "Ashley", "Carl",
        "Stuart",
        "Simon", "Mark", "Paul", "Andrew", "Kevin", "Matthew", "Daniel", "Joshua", "Kyle", "Nathan", "Luke",
        "Tony",
        "Steven", "Shaun", "Martin", "Neil", "Adam", "Robert", "Jordan", "Connor", "Anthony",
      ],
      families: [
        "Marsh", "Fenn", "Doyle", "Cole", "Pickering", "Hartley", "Booth", "Walker", "Taylor", "Smith",
        "Jones",
        "Brown", "Wilson", "Thompson", "Clough", "Ashworth", "Greenwood", "Sutcliffe", "Barraclough",
        "Holroyd", "Dyson",
        "Shaw", "Firth", "Naylor", "Crossley", "Whitaker", "Mitchell", "Parker", "Bennett", "Cooper", "Ward",
        "Turner",
        "Hughes", "Edwards", "Bailey", "Reynolds", "Harris", "Palmer", "Chapman", "Fletcher", "Ellis", "Webb",
        "Marshall", "Stevens", "Hammond", "Barker", "Lamb", "Tuffnell", "Pockett", "Winterbottom", "Ramsden",
        "Oldroyd",
        "Ashworth-Pugh", "Taylor-Brooks", "Hall-Kershaw", "Dawson", "Garside", "Lumb", "Broadbent", "Thorpe",
      ],
      olderWomen: [
        "Maureen", "Brenda", "Sheila", "Jean", "Doreen", "Pauline", "Margaret", "Edna", "Joyce", "Beryl",
        "Hilda",
        "Patricia", "Barbara", "Rita", "Mavis", "Christine", "Marjorie", "Audrey",
      ],
      olderMen: [
        "Derek", "Ronald", "Kenneth", "Roy", "Stanley", "Brian", "Raymond", "Terence", "Alan", "Harold",
        "Dennis",
        "Norman", "Leslie", "Geoffrey", "Frank", "Keith", "Gordon", "Clifford",
      ]),
    Origin(
      share: 5, women: ["Siân", "Rhiannon", "Cerys", "Bethan", "Megan", "Carys", "Lowri", "Nia"],
      men: ["Gareth", "Rhys", "Dylan", "Emyr", "Huw", "Iwan", "Geraint", "Owain"],
      families: [
        "Pryce", "Rees", "Rhys-Williams", "Llewellyn", "Griffiths", "Bowen", "Gwynne", "Probert", "Tudor",
      ]),
    Origin(
      share: 5,
      women: ["Niamh", "Aoife", "Siobhán", "Róisín", "Bernadette", "Sinéad", "Caitríona", "Bridie"],
      men: ["Seán", "Patrick", "Declan", "Cormac", "Eoin", "Brendan", "Fergal", "Dermot"],
      families: [
        "O'Connor", "McGrath", "Gallagher", "Ó Briain", "Byrne", "Kavanagh", "Mac Giolla", "O'Shea",
        "Tierney", "Quinn",
      ]),
    Origin(
      share: 4, women: ["Morag", "Eilidh", "Fiona", "Isla", "Kirsteen", "Ailsa"],
      men: ["Angus", "Callum", "Hamish", "Euan", "Fraser", "Iain"],
      families: [
        "Mackintosh", "Campbell", "MacLeod", "Buchanan", "Farquharson", "Sinclair", "Muir", "Drummond",
      ]),
    Origin(
      share: 8,
      women: [
        "Shazia", "Nasreen", "Ayesha", "Saima", "Rukhsana", "Zainab", "Farzana", "Iqra", "Samina", "Hina",
      ],
      men: ["Imran", "Tariq", "Zahid", "Adeel", "Waqas", "Shahid", "Yasir", "Nadeem", "Bilal", "Kashif"],
      families: [
        "Iqbal", "Hussain", "Mahmood", "Akhtar", "Khan", "Mirza", "Chaudhry", "Butt", "Malik", "Qureshi",
        "Sheikh",
        "Ul-Haq",
      ]),
    Origin(
      share: 4, women: ["Rokeya", "Shirin", "Nazma", "Taslima", "Jahanara", "Sultana"],
      men: ["Kamrul", "Abdul", "Shofiqul", "Rafiq", "Mizanur", "Faruk"],
      families: ["Khatun", "Miah", "Rahman", "Chowdhury", "Islam", "Uddin", "Begum", "Ali"]),
    Origin(
      share: 4, women: ["Priya", "Hetal", "Jaswinder", "Kavita", "Simran", "Meena", "Lakshmi"],
      men: ["Harjit", "Rajesh", "Gurdeep", "Nilesh", "Balvinder", "Suresh", "Vikram"],
      families: ["Patel", "Shah", "Gill", "Desai", "Sandhu", "Nair", "Dhaliwal", "Subramaniam", "Kaur-Bains"]),
    Origin(
      share: 6,
      women: ["Folake", "Akosua", "Ngozi", "Abena", "Chidinma", "Yetunde", "Adwoa", "Ifeoma", "Blessing"],
      men: ["Kwabena", "Tunde", "Emeka", "Kofi", "Segun", "Chukwudi", "Yaw", "Olumide"],
      families: [
        "Bello", "Okafor", "Mensah", "Adeyemi", "Boateng", "Nwosu", "Balogun", "Asante", "Ọlátúnjí", "Eze",
        "Sarpong",
        "Adébáyò-Cole",
      ]),
    Origin(
      share: 4, women: ["Beverley", "Marcia", "Yvonne", "Sonia", "Latoya", "Shanice", "Claudette"],
      men: ["Winston", "Errol", "Delroy", "Leroy", "Marlon", "Jermaine", "Desmond"],
      families: [
        "Gordon", "Samuels", "Campbell", "Francis", "Grant", "Morrison", "St. Clair", "Baptiste", "Bartley",
      ]),
    Origin(
      share: 4, women: ["Ewa", "Małgorzata", "Agnieszka", "Katarzyna", "Bożena", "Zofia"],
      men: ["Jakub", "Paweł", "Łukasz", "Grzegorz", "Tomasz", "Michał"],
      families: ["Nowak", "Kowalski", "Wiśniewski", "Wójcik", "Zając", "Dąbrowski", "Król", "Szymański"],
      womensFamilies: [
        "Nowak", "Kowalska", "Wiśniewska", "Wójcik", "Zając", "Dąbrowska", "Król", "Szymańska",
      ]),
    Origin(
      share: 3, women: ["Andreea", "Ioana", "Mihaela", "Elena", "Rasa", "Daiva"],
      men: ["Ștefan", "Gheorghe", "Ionuț", "Mihai", "Darius", "Vytautas"],
      families: ["Popescu", "Dumitru", "Țăranu", "Munteanu", "Kazlauskas", "Petrauskas"],
      womensFamilies: ["Popescu", "Dumitru", "Țăranu", "Munteanu", "Kazlauskienė", "Petrauskaitė"]),
    Origin(
      share: 2, women: ["Fátima", "Inês", "Conceição", "Lourdes", "Graça"],
      men: ["João", "António", "Nuno", "Valdemar", "Luís"],
      families: ["Gonçalves", "da Conceição", "Araújo", "Simões", "dos Santos", "Magalhães"]),
    Origin(
      share: 3, women: ["Sagal", "Hodan", "Fartun", "Selam", "Rahel", "Amina"],
      men: ["Yusuf", "Abdirahman", "Mahad", "Tesfay", "Biniam", "Guled"],
      families: ["Farah", "Abdi", "Warsame", "Hassan", "Jama", "Tekle", "Haile", "Gebremariam"]),
    Origin(
      share: 3, women: ["Shirin", "Layla", "Rojîn", "Zeynep", "Nour", "Maryam"],
      men: ["Karwan", "Omid", "Mehmet", "Hüseyin", "Bashar", "Rêzan"],
      families: ["Ahmed", "Karimi", "Yılmaz", "Öztürk", "al-Khatib", "Rashid", "Sharifi", "Barzani"]),
    Origin(
      share: 2, women: ["Hoa", "Ngọc", "Mei Ling", "Xiu", "Thuỳ"],
      men: ["Wei", "Minh", "Đức", "Chun Kit", "Hùng"],
      families: ["Trần", "Phạm", "Ng", "Leung", "Nguyễn", "Wong"]),
    Origin(
      share: 1, women: ["Olena", "Iryna", "Oksana", "Tetiana"], men: ["Andriy", "Taras", "Serhiy", "Yevhen"],
      families: ["Shevchenko", "Bondar", "Melnyk", "Kovalenko", "Tkachuk"]),
  ]

  /// An origin by its share of households.
  static func origin(_ random: inout DemoRandom) -> Origin {
    var drawn = random.below(origins.reduce(0) { $0 + $1.share })
    for origin in origins {
      drawn -= origin.share
      if drawn < 0 { return origin }
    }
    return origins[0]
  }

  /// A name of that origin; `family` keeps an earlier one, as a partner's.
  static func name(
    of origin: Origin, isWoman: Bool, isOlder: Bool, family: Int? = nil, _ random: inout DemoRandom
  ) -> (name: Name, family: Int) {
    let older = isWoman ? origin.olderWomen : origin.olderMen
    let given = random.pick(isOlder && !older.isEmpty ? older : isWoman ? origin.women : origin.men)
    let index = family ?? random.below(origin.families.count)
    let families =
      isWoman && origin.womensFamilies.count == origin.families.count
      ? origin.womensFamilies : origin.families
    return (Name(given: given, family: families[index], isWoman: isWoman), index)
  }

  /// A name as an e-mail address spells it: plain letters only.
  static func plain(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": plain.unicodeScalars.append(scalar)
      case "A"..."Z": plain += String(scalar).lowercased()
      case "á", "ạ", "ầ", "ã", "à", "ă", "ą", "â": plain += "a"
      case "é", "ê", "ė", "ễ", "è": plain += "e"
      case "í", "ì", "ı", "î": plain += "i"
      case "ó", "ọ", "ö", "õ", "ò", "ô": plain += "o"
      case "ú", "ü", "ù", "ỳ": plain += "u"
      case "ç", "ć": plain += "c"
      case "ł", "Ł": plain += "l"
      case "ś", "Ș", "ș": plain += "s"
      case "ț", "Ț": plain += "t"
      case "ż", "ź": plain += "z"
      case "Đ": plain += "d"
      case "ñ", "ń": plain += "n"
      case "Ó", "Ö", "Ọ": plain += "o"
      default: continue
      }
    }
    return plain.isEmpty ? "tenant" : plain
  }
}
