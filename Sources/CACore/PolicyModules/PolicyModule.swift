package import CAInterface

/// A policy module: asked about each request after the rules. It can only take away: hold a request, deny it, or narrow its certificate. Source:
/// "ICertPolicy".
package protocol PolicyModule: Sendable {
    /// Called once before the first request.
    func initialize(authority: String) async throws
    /// - Parameter isNew: false when a stored request is judged again.
    /// - Throws: any error; the request waits or is denied, as the authority is set.
    func verifyRequest(_ context: PolicyModuleContext, isNew: Bool) async throws -> PolicyModuleVerdict
    /// A name for people.
    var description: String { get }
    /// Called when the authority no longer uses the module.
    func shutDown() async
}

extension PolicyModule {
    package func initialize(authority: String) async throws {}
    package func shutDown() async {}
}

/// What a policy module says about a request.
package struct PolicyModuleVerdict: Sendable, Hashable {
    package enum Disposition: Sendable, Hashable {
        /// VR_INSTANT_OK: as the rules say.
        case issue
        /// VR_PENDING
        case hold
        /// Nobody knows what the module would have said: the request waits, also when an officer approves it.
        case failed(reason: String)
        /// VR_INSTANT_BAD, with a sentence for the requester.
        case deny(status: HRESULT, text: String)
    }

    package var disposition: Disposition
    package var narrowing: CertificateNarrowing

    package init(_ disposition: Disposition, narrowing: CertificateNarrowing = .nothing) {
        self.disposition = disposition
        self.narrowing = narrowing
    }
}
