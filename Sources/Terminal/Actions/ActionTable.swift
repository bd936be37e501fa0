/// The one table of actions, from which come the bindings, the bar at the bottom, the help and the palette.
public struct ActionTable: Sendable {
  /// A fault in the table.
  public enum Problem: Hashable, Sendable, CustomStringConvertible {
    /// Two actions have one name.
    case duplicateName(String)
    /// In a context, one key would do two things.
    case duplicateKey(Key, context: String, names: [String])
    /// A change of keys names an action that is not there.
    case unknownAction(String)

    /// The fault as a sentence.
    public var description: String {
      switch self {
      case .duplicateName(let name): "two actions are called \(name)"
      case .duplicateKey(let key, let context, let names):
        "in \(context), \(key) would do \(names.joined(separator: " and "))"
      case .unknownAction(let name): "there is no action called \(name)"
      }
    }
  }

  /// All actions, in the order given.
  public private(set) var actions: [Action]

  /// A table of these actions. ``problems`` tells what is wrong with them.
  public init(_ actions: [Action]) { self.actions = actions }

  /// What is wrong with the table; empty in a sound one.
  public var problems: [Problem] {
    var found: [Problem] = []
    var names: Set<String> = []
    for action in actions where !names.insert(action.name).inserted {
      found.append(.duplicateName(action.name))
    }
    struct Place: Hashable {
      var context: String
      var key: Key
    }
    var holders: [Place: [String]] = [:]
    var order: [Place] = []
    for action in actions {
      for key in action.keys {
        let place = Place(context: action.context, key: key)
        if holders[place] == nil { order.append(place) }
        holders[place, default: []].append(action.name)
      }
    }
    for place in order {
      if let names = holders[place], names.count > 1 {
        found.append(.duplicateKey(place.key, context: place.context, names: names))
      }
    }
    return found
  }

  /// The table with other keys for some actions, as configuration gives them by name, and what was wrong with those.
  public func rebinding(_ keys: [(name: String, keys: [Key])]) -> (table: ActionTable, problems: [Problem]) {
    var table = self
    var found: [Problem] = []
    for change in keys {
      if let index = table.actions.firstIndex(where: { $0.name == change.name }) {
        table.actions[index].keys = change.keys
      } else {
        found.append(.unknownAction(change.name))
      }
    }
    return (table, found + table.problems)
  }

  /// The action of this name.
  public func action(named name: String) -> Action? { actions.first { $0.name == name } }

  /// The action that `key` means in these contexts, of which the first that knows the key wins: the most particular
  /// stands first ("filter", "list", "everywhere").
  public func action(for key: Key, in contexts: [String]) -> Action? {
    for context in contexts {
      if let action = actions.first(where: { $0.context == context && $0.keys.contains(key) }) {
        return action
      }
    }
    return nil
  }

  /// What a key means here and now.
  public enum Meaning: Hashable, Sendable {
    /// This action is to be done.
    case action(Action)
    /// This action cannot be done now, and why.
    case unavailable(Action, reason: String)
    /// The key does nothing here: what is said about it.
    case nothing(message: String)
  }

  /// What `key` means in these contexts, of which the most particular stands first.
  public func meaning(
    of key: Key, in contexts: [String], availability: (Action) -> Availability = { _ in .available }
  ) -> Meaning {
    guard let action = action(for: key, in: contexts) else {
      return .nothing(message: ActionTable.unknownKeyMessage(key))
    }
    switch availability(action) {
    case .available: return .action(action)
    case .disabled(let reason): return .unavailable(action, reason: reason)
    case .hidden: return .nothing(message: ActionTable.unknownKeyMessage(key))
    }
  }

  /// The actions valid in these contexts, in the order of the contexts and then of the table, each with those of its keys
  /// that really mean it here. An action all of whose keys mean something else here is left out.
  public func valid(in contexts: [String]) -> [Action] {
    var taken: Set<Key> = []
    var valid: [Action] = []
    for context in contexts {
      var here: Set<Key> = []
      for var action in actions where action.context == context {
        let hadKeys = !action.keys.isEmpty
        action.keys.removeAll { taken.contains($0) }
        here.formUnion(action.keys)
        if !hadKeys || !action.keys.isEmpty { valid.append(action) }
      }
      taken.formUnion(here)
    }
    return valid
  }

  /// What is said when a key means nothing here.
  public static func unknownKeyMessage(_ key: Key, helpKey: Key = .character("?")) -> String {
    "\(key) does nothing here, \(helpKey) for help"
  }
}
