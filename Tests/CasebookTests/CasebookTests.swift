import Testing

@Suite struct CasebookRoomIsThere {
  @Test func builds() {}
}
