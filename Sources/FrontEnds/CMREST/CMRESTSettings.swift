/// Where the documentation of the interface leaves a choice, and what a strict client may need otherwise.
package struct CMRESTSettings: Hashable, Sendable {
    /// Off: every route answers 404, as the documented switch does.
    package var isEnabled: Bool
    /// One NUL for each line at the end of a request's security descriptor, as both published ones have.
    package var writesTrailingNULs: Bool
    /// An empty list answers 204 instead of `[]`; clients must take both.
    package var answersEmptyListsWithNoContent: Bool
    /// `IsDataCollectionComplete` is false always, as in every published example.
    package var neverCompletesDataCollection: Bool

    package init(
        isEnabled: Bool = true,
        writesTrailingNULs: Bool = true,
        answersEmptyListsWithNoContent: Bool = false,
        neverCompletesDataCollection: Bool = false
    ) {
        self.isEnabled = isEnabled
        self.writesTrailingNULs = writesTrailingNULs
        self.answersEmptyListsWithNoContent = answersEmptyListsWithNoContent
        self.neverCompletesDataCollection = neverCompletesDataCollection
    }
}
