import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

extension BoundCertificationAuthority {
    /// Looks the certificates of signers up in our own records. Equal bytes make each the very certificate we signed: a look-alike with its names and its serial
    /// number is unknown.
    func knownSigners(of received: ReceivedRequest, at now: Date, snapshot: AuthoritySnapshot) async throws -> [KnownSigner] {
        var known: [KnownSigner] = []
        for signature in received.signatures {
            let certificate = signature.certificate
            let row = try await service.store.request(certificateSerial: certificate.serialHex, issuer: certificate.issuer.derEncoded)
            guard let row, let stored = row.certificate, stored.bytes == certificate.derEncoded else {
                known.append(KnownSigner(signature: signature, holder: nil, templateName: nil, fault: .unknown))
                continue
            }
            let holder = try await snapshot.principal(row.requester, from: service.directory)
            let fault: KnownSigner.Fault?
            if row.disposition != .issued {
                fault = row.disposition == .revoked ? .revoked : .unknown
            } else if now < stored.notBefore || now > stored.notAfter {
                fault = .outsideValidity
            } else if holder?.principal.enabled != true {
                fault = .holderDisabled
            } else if !Self.strongDigests.contains(where: { $0 == signature.digest }) {
                fault = .weakDigest
            } else {
                fault = nil
            }
            known.append(KnownSigner(signature: signature, holder: row.requester, templateName: row.templateName, fault: fault))
        }
        return known
    }

    private static let strongDigests: [DigestAlgorithm] = [.sha256, .sha384, .sha512]

    /// Whom the certificate is for: the caller, or the account that the submission or a signed message names.
    func subject(of submission: Submission, _ received: ReceivedRequest, caller: KnownPrincipal, snapshot: AuthoritySnapshot) async throws
        -> (subject: KnownPrincipal, refusal: Denial?)
    {
        var subject = caller
        if let target = submission.onBehalfOf, target != caller.principal.id {
            guard let found = try await snapshot.principal(target, from: service.directory) else {
                return (caller, Self.unknownSubject(target))
            }
            subject = found
        }
        guard let name = received.requester?.name else { return (subject, nil) }
        var principal: Principal?
        do {
            principal = try await service.directory.principal(named: name)
        } catch let error as DirectoryError where error.code == .ambiguous {
            principal = nil
        }
        guard let principal, let named = try await snapshot.principal(principal.id, from: service.directory) else {
            return (
                subject,
                Self.badRequester(
                    name,
                    text: "The directory has no one account \(name.quoted).",
                    remedy: "Name the account as DOMAIN\\name in the signed attribute RequesterName."
                )
            )
        }
        guard submission.onBehalfOf == nil || subject.principal.id == named.principal.id else {
            return (
                subject,
                Self.badRequester(
                    name,
                    text: "The signed request names \(name.quoted), the submission \(subject.principal.accountName).",
                    remedy: "Name the same account in both places, or in the signed request only."
                )
            )
        }
        return (named, nil)
    }

    /// Who has to do with a request. Of a renewal on behalf of others the holder is found by the key that signed.
    /// - Returns: with a refusal, the sender stands for the holder who was not found.
    func parties(
        of submission: Submission,
        _ received: ReceivedRequest,
        sender: KnownPrincipal,
        signers: [KnownSigner],
        snapshot: AuthoritySnapshot
    ) async throws -> (parties: RequestParties, refusal: Denial?) {
        let named = try await subject(of: submission, received, caller: sender, snapshot: snapshot)
        guard submission.renewsOnBehalf else {
            return (RequestParties(sender: sender, subject: named.subject, renewsOnBehalf: false), named.refusal)
        }
        func refused(_ denial: Denial) -> (RequestParties, Denial?) {
            (RequestParties(sender: sender, subject: sender, renewsOnBehalf: true), denial)
        }
        guard let claim = received.renewal else { return refused(Renewal.nothingToRenew) }
        let signer = claim.signer(among: signers)
        if let refusal = Renewal.refusal(of: claim, signer: signer, in: received) { return refused(refusal) }
        guard let id = signer?.holder, let holder = try await snapshot.principal(id, from: service.directory) else {
            return refused(Self.unknownSubject(signer?.holder ?? sender.principal.id))
        }
        if let refusal = named.refusal { return refused(refusal) }
        let isNamed = received.requester != nil || submission.onBehalfOf != nil
        guard !isNamed || named.subject.principal.id == holder.principal.id else {
            return refused(
                Self.badRequester(
                    named.subject.principal.accountName,
                    text: "The request names \(named.subject.principal.accountName), but somebody else holds the certificate.",
                    remedy: "Leave the name out: the key that signed says whose certificate is renewed."
                )
            )
        }
        return (RequestParties(sender: sender, subject: holder, renewsOnBehalf: true), nil)
    }

    private static func badRequester(_ name: String, text: String, remedy: String) -> Denial {
        Denial(
            .certsrvRestrictedOfficer,
            rule: "OnBehalfOfIsGranted",
            field: "RequesterName",
            value: String(name.prefix(200)),
            text: text,
            remedy: remedy
        )
    }
}
