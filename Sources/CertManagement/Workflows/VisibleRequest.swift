/// A request as a person who may read it sees it.
package struct VisibleRequest: Hashable, Sendable {
    package let request: ManagementRequest
    package let access: RequestAccess
}
