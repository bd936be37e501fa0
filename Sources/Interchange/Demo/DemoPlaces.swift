/// The invented town: its quarters, streets and blocks. Each patch is a quarter.
enum DemoPlaces {
  /// The landlord of the demo book; there is no such council.
  static let landlord = "Thornmere Borough Council"
  /// The landlord's housing system, as postings name their source.
  static let source = "Thornmere rents"
  static let town = "Thornmere"

  /// A quarter of the town: the letter of its patch, its name, and streets after one idea.
  struct Quarter: Sendable {
    var letter: String
    var number: Int
    var name: String
    var streets: [String]
    var blocks: [String]
    var hostel: String
  }

  static let quarters: [Quarter] = [
    Quarter(
      letter: "E", number: 3, name: "Elmfield",
      streets: [
        "Hazel Walk", "Elm Road", "Larch Avenue", "Birch Close", "Rowan Way", "Alder Grove", "Hawthorn Road",
        "Cherry Tree Lane", "Maple Drive", "Juniper Close", "Sycamore Road", "Whitebeam Walk",
      ],
      blocks: ["Elm House", "Beech House", "Oakwood Court", "Poplar Point"], hostel: "Linden Lodge"),
    Quarter(
      letter: "N", number: 1, name: "Northgate",
      streets: [
        "Cross Road", "Northgate", "Market Place", "Ropewalk", "Tannery Lane", "Mill Street", "Fuller's Row",
        "Weaver Street", "Dyehouse Lane", "Old Kiln Road", "Cooper Street", "Chapel Fold",
      ],
      blocks: ["Mill House", "Foundry Court", "Bobbin House", "Jacquard Point"], hostel: "Bishop's House"),
    Quarter(
      letter: "W", number: 2, name: "Vale",
      streets: [
        "Vale Road", "Heron Drive", "Curlew Rise", "Plover Way", "Kestrel Avenue", "Lapwing Close",
        "Dunlin Street",
        "Wagtail Walk", "Sandpiper Road", "Kingfisher Way", "Swift Close", "Fieldfare Lane",
      ],
      blocks: ["Vale Court", "Osprey House", "Merlin House", "Redstart Court"], hostel: "The Old Vicarage"),
    Quarter(
      letter: "S", number: 4, name: "Southmoor",
      streets: [
        "Attlee Road", "Bevan Street", "Lansbury Avenue", "Bondfield Road", "Pankhurst Way", "Hardie Street",
        "Wilkinson Close", "Morrison Road", "Webb Street", "Tawney Walk", "Rathbone Road",
        "Cooperative Street",
      ],
      blocks: ["Attlee House", "Lansbury House", "Castle House", "Pankhurst Point"], hostel: "Moor View"),
    Quarter(
      letter: "E", number: 5, name: "Quarry Bank",
      streets: [
        "Quarry Road", "Delph Lane", "Slate Street", "Granite Way", "Flint Close", "Gritstone Road",
        "Marl Lane",
        "Limekiln Row", "Cobble Hill", "Stonecutter Street", "Ashlar Close", "Pit Lane",
      ],
      blocks: ["Quarry Heights", "Delph House", "Cornerstone Court", "Summit House"], hostel: "Bank House"),
    Quarter(
      letter: "N", number: 6, name: "Lockside",
      streets: [
        "Lock Lane", "Wharf Street", "Bargeman's Row", "Towpath Close", "Navigation Road", "Basin Street",
        "Narrowboat Way", "Windlass Road", "Aqueduct Street", "Canal Side", "Ferryman Close", "Mooring Lane",
      ],
      blocks: ["Wharf House", "Lockkeeper's Court", "Basin Point", "Navigation House"],
      hostel: "Staithe House"),
    Quarter(
      letter: "W", number: 7, name: "Abbey Fields",
      streets: [
        "Abbey Road", "Prior Street", "Cloister Way", "Refectory Lane", "Almoner's Row", "Cellarer Close",
        "Chantry Road", "Pilgrim Street", "Orchard Way", "Gatehouse Lane", "Infirmary Street", "Bell Lane",
      ],
      blocks: ["Abbey House", "Cloister Court", "Chantry House", "Prior's Point"], hostel: "St Oswald's"),
    Quarter(
      letter: "S", number: 8, name: "Meadow Rise",
      streets: [
        "Sorrel Way", "Clover Road", "Meadow Rise", "Campion Close", "Yarrow Lane", "Teasel Avenue",
        "Bluebell Road",
        "Foxglove Way", "Nettle Bank", "Harebell Close", "Cowslip Drive", "Barley Road",
      ],
      blocks: ["Clover House", "Campion Court", "Meadow Heights", "Yarrow House"], hostel: "Haybarn Court"),
  ]

  /// The quarter of a patch; beyond the first few the names come round again under further numbers.
  static func quarter(patch: Int) -> Quarter { quarters[patch % quarters.count] }

  /// The short code of a patch: `E3`, `N1` … `E13`; no two patches share one.
  static func patchCode(_ patch: Int) -> String {
    let quarter = quarter(patch: patch)
    return "\(quarter.letter)\(quarter.number + 10 * (patch / quarters.count))"
  }

  /// Where a home stands: the `ordinal`th place of so many in the patch, which lie in no order of letting.
  static func home(patch: Int, ordinal: Int, of count: Int, inBlock: Bool, _ random: inout DemoRandom) -> (
    address: String, postcode: String
  ) {
    let quarter = quarter(patch: patch)
    // An odd factor visits every place of a power of two once.
    var places = 512
    while places < count { places *= 2 }
    let ordinal = (ordinal * 181 + 37 + patch * 11) % places
    if inBlock {
      let block = ordinal % quarter.blocks.count
      let number = ordinal / quarter.blocks.count + 1
      return ("Flat \(number), \(quarter.blocks[block])", postcode(patch: patch, place: 100 + block))
    }
    let street = ordinal % quarter.streets.count
    let number = ordinal / quarter.streets.count * 3 + random.below(3) + 1
    return ("\(number) \(quarter.streets[street])", postcode(patch: patch, place: street * 2 + number % 2))
  }

  /// A postcode that nobody has: ZZ is no postcode area.
  static func postcode(patch: Int, place: Int) -> String {
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    let mixed = patch * 131 + place * 37
    let (first, second) = (
      letters[mixed % letters.count], letters[(mixed / letters.count + place) % letters.count]
    )
    return "ZZ\(patch % 9 + 1) \(place % 9 + 1)\(first)\(second)"
  }
}
