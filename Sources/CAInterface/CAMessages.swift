/// Whoever uses the whole interface of a CA has its messages too: one import, as before they were a library of their own.
@_exported public import CAMessages
