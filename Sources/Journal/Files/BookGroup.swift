import CSystem

/// The rights of a program that is installed set-group-id: only what is done to a book's own files is done with those of
/// the program's group; whatever else is read or written (files that are taken in, files that are written for others, an
/// officer's own settings) is done with the officer's.
///
/// `RealFileSystem` takes the group's rights for each of its calls. In a program that is not set-group-id all of this
/// does nothing.
public enum BookGroup {
  /// Gives the group's rights back until they are asked for. To be called first of all, before there are threads.
  public static func begin() { _ = csystem_group_begin() }

  /// Runs a body with the rights of the program's group: for files of a book that are read without its file system.
  public static func entered<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    csystem_group_enter()
    defer { csystem_group_leave() }
    return try body()
  }
}
