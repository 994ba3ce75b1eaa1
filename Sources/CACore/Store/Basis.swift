package import CAInterface

/// The data that a decision read. `commit` refuses with `.moved` when any part of it has changed.
package struct Basis: Sendable, Hashable {
    package struct Revision: Sendable, Hashable {
        package let authority: AuthorityNumber
        package let request: RequestID
        package let revision: Int
        package init(authority: AuthorityNumber, request: RequestID, revision: Int) {
            self.authority = authority
            self.request = request
            self.revision = revision
        }
    }

    package var request: Revision?
    /// Template name (as stored) and version.
    package var templateName: String?
    package var templateVersion: Int?
    package var rightsEpoch: Int?
    /// Authority and its revision (new generation, suspended, …).
    package var authority: AuthorityNumber?
    package var authorityRevision: Int?
    /// The newest CRL that was read, so that two processes that number the next one cannot both store it.
    package var revocationList: RevocationListNumber?
    /// The lease that the work needs.
    package var lease: Lease?

    /// The newest CRL of a part, complete or delta; number 0 when there is none.
    package struct RevocationListNumber: Sendable, Hashable {
        package let part: RevocationListPart
        package let number: Int

        package init(part: RevocationListPart, number: Int) {
            self.part = part
            self.number = number
        }

        package init(key: AuthorityKeyID, number: Int) { self.init(part: RevocationListPart(key: key), number: number) }
    }

    package init(
        request: Revision? = nil,
        templateName: String? = nil,
        templateVersion: Int? = nil,
        rightsEpoch: Int? = nil,
        authority: AuthorityNumber? = nil,
        authorityRevision: Int? = nil,
        revocationList: RevocationListNumber? = nil,
        lease: Lease? = nil
    ) {
        self.request = request
        self.templateName = templateName
        self.templateVersion = templateVersion
        self.rightsEpoch = rightsEpoch
        self.authority = authority
        self.authorityRevision = authorityRevision
        self.revocationList = revocationList
        self.lease = lease
    }

    package static let nothing = Basis()
}
