/// The circles of a graph: every group of nodes that reach each other (Tarjan's strongly connected components
/// of more than one node), each sorted.
func circles(in edges: [String: Set<String>]) -> [[String]] {
  var index: [String: Int] = [:]
  var low: [String: Int] = [:]
  var stack: [String] = []
  var found: [[String]] = []

  func visit(_ node: String) {
    let mine = index.count
    index[node] = mine
    low[node] = mine
    stack.append(node)
    for next in (edges[node] ?? []).sorted() where next != node {
      if index[next] == nil {
        visit(next)
        low[node] = min(low[node] ?? mine, low[next] ?? mine)
      } else if stack.contains(next) {
        low[node] = min(low[node] ?? mine, index[next] ?? mine)
      }
    }
    guard low[node] == mine, let start = stack.firstIndex(of: node) else { return }
    let group = stack[start...].sorted()
    stack.removeSubrange(start...)
    if group.count > 1 { found.append(group) }
  }

  for node in edges.keys.sorted() where index[node] == nil { visit(node) }
  return found
}
