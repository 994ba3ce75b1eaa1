import CAInterface
import PKIDirectory
import PortableFoundation

extension StoredRequest {
    /// The row of a certificate that was made without a request: an authority's own, an exchange certificate, an OCSP signer's.
    ///
    /// The requester is nobody, so that the certificate signs no account in, and nobody renews with it.
    /// - Parameters:
    ///   - actor: who made it; a person's call is kept with the row.
    ///   - authority: the issuer.
    ///   - generation: the index of the issuer's generation.
    ///   - subject: DER of the name.
    ///   - flags: beside those of every such row.
    ///   - templateName: nil for certificates of authorities.
    init(
        unrequested issued: IssuedCertificate,
        id: RequestID,
        by actor: AuditActor,
        at authority: AuthorityNumber,
        generation: Int,
        subject: [UInt8],
        flags: UInt32 = 0,
        disposition: StoredDisposition = .issued,
        templateName: String? = nil,
        now: Date
    ) {
        let nobody = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        var origin = (caller: nobody, door: Caller.Door.inProcess.rawValue, address: "local", correlation: UUID())
        if case .caller(let caller) = actor {
            origin = (caller.principal.id, caller.door.rawValue, caller.remoteAddress, caller.correlationID)
        }
        self.init(
            authority: authority,
            id: id,
            rawRequest: [],
            requestType: RequestFormat.pkcs10.rawValue,
            requestFlags: RequestFlags.forceUTF8 | flags,
            rawAttributes: "",
            attributes: [],
            disposition: disposition,
            statusCode: .ok,
            message: "Issued",
            submittedWhen: now,
            resolvedWhen: now,
            requesterName: actor.name,
            requester: nobody,
            callerName: actor.name,
            caller: origin.caller,
            door: origin.door,
            remoteAddress: origin.address,
            correlationID: origin.correlation,
            submissionKey: nil,
            templateName: templateName,
            templateVersion: nil,
            rawName: subject,
            certificate: StoredCertificate(
                serialNumber: issued.serialNumber,
                bytes: issued.bytes,
                generation: generation,
                notBefore: issued.notBefore,
                notAfter: issued.notAfter,
                enrollmentFlags: 0,
                generalFlags: 0,
                privateKeyFlags: 0,
                templateIdentifier: templateName ?? ""
            )
        )
    }
}
