/// Settings for choices that the documentation leaves open, and for the needs of strict clients.
package struct CMRESTSettings: Hashable, Sendable {
    /// When off, every route answers 404, as the documented switch does.
    package var isEnabled: Bool
    /// One NUL for each line at the end of a request's security descriptor, as in both published ones.
    package var writesTrailingNULs: Bool
    /// An empty list answers 204 instead of `[]`; clients must accept both.
    package var answersEmptyListsWithNoContent: Bool
    /// `IsDataCollectionComplete` is always false, as in every published example.
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
