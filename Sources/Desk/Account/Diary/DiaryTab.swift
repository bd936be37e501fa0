/// The diary of an account in lines, of which those that hold an open date, by its id, can be chosen and finished.
typealias DiaryTab = ChosenLines<String>
