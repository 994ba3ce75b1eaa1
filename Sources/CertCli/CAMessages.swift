/// Whoever sends requests with this library reads the answers too, so one import gives both.
@_exported public import CAMessages
