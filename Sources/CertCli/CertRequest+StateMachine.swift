import CAInterface

/// The state of a `CertRequest` between calls, which decides which getters are allowed.
///
/// Fresh: nothing yet. Submitted: after `submit` or `retrievePending`. Retrieved: after `issuedCertificate`. Faulted: after a call that
/// threw.
struct RequestState {
    enum Phase: Sendable {
        case fresh
        case submitted(Disposition)
        case retrieved(Disposition)
        case faulted
    }

    private(set) var phase = Phase.fresh
    private(set) var lastStatus = HRESULT.ok
    /// Revocation lists fetched with the answer, or the error if they could not be fetched.
    private var revocationLists: Result<[[UInt8]], CAError> = .success([])

    /// A new call to a CA forgets the results of the call before.
    mutating func begin() {
        phase = .fresh
        revocationLists = .success([])
    }

    mutating func submitted(_ disposition: Disposition) {
        phase = .submitted(disposition)
        lastStatus = disposition.status
    }

    mutating func fetched(_ lists: Result<[[UInt8]], CAError>) { revocationLists = lists }

    /// - Throws: the reason why the requested lists are missing.
    func lists() throws(CAError) -> [[UInt8]] { try revocationLists.get() }

    mutating func retrieved(_ disposition: Disposition) {
        phase = .retrieved(disposition)
        lastStatus = disposition.status
    }

    mutating func faulted(_ status: HRESULT) {
        phase = .faulted
        lastStatus = status
    }

    /// `caCertificate` changes only this.
    mutating func noteStatus(_ status: HRESULT) { lastStatus = status }

    var requestID: Int {
        switch phase {
        case .submitted(let disposition), .retrieved(let disposition): disposition.requestID.rawValue
        case .fresh, .faulted: 0
        }
    }

    /// The id as text; empty before any request.
    var requestIDString: String { requestID == 0 ? "" : String(requestID) }

    func message() throws(CAError) -> String {
        guard case .submitted(let disposition) = phase else {
            throw Self.notAllowed("dispositionMessage", after: "submit or retrievePending")
        }
        return disposition.message
    }

    /// The certificate and its issuers.
    func issued() throws(CAError) -> (certificate: [UInt8], chain: [[UInt8]]) {
        let disposition: Disposition
        switch phase {
        case .submitted(let found), .retrieved(let found): disposition = found
        case .fresh, .faulted: throw Self.notAllowed("certificate", after: "submit, retrievePending or issuedCertificate")
        }
        guard [.issued, .issuedOutOfBand, .revoked].contains(disposition.code), let certificate = disposition.certificate else {
            throw CAError(
                .wrongState,
                status: .unexpected,
                "Request \(disposition.requestID) has no certificate: its disposition is \(disposition.code.name) (\(disposition.message)). "
                    + "Ask again with retrievePending once it is issued."
            )
        }
        return (certificate, disposition.chain)
    }

    /// The full response, if the state allows to ask for it.
    func fullResponse() throws(CAError) -> [UInt8] {
        guard case .submitted(let disposition) = phase else {
            throw Self.notAllowed("fullResponseProperty", after: "submit or retrievePending")
        }
        guard let response = disposition.fullResponse else {
            throw CAError(
                .notFound,
                status: .certsrvPropertyEmpty,
                "The CA sent no full response. Submit with the option .fullResponse (CR_IN_FULLRESPONSE)."
            )
        }
        return response
    }

    private static func notAllowed(_ member: String, after calls: String) -> CAError {
        CAError(.wrongState, status: .unexpected, "\(member) has nothing to answer yet: it may be used after a successful \(calls).")
    }
}
