import CAInterface
package import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats

/// What an old profile hands on: kept keys that read old data, and certificates of other issuers.
extension BoundManagement {
    /// The first number of a certificate in a profile that answers no option. Profile templates have fewer entries.
    static let firstCarriedOption = 1000

    /// The certificates of a profile whose keys are kept here and may have data encrypted to them, revoked and expired ones included. With none of
    /// them, nothing can be recovered.
    func archivedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate] {
        try await reading { try await store.managedCertificates(ofProfile: profile) }.filter { certificate in
            guard certificate.isArchived, let parsed = certificate.parsed else { return false }
            return KeptKey.decrypts(parsed)
        }
    }

    /// The certificates that come along into the new profile of this request: those of the old profile and of all that it replaced whose keys are
    /// kept, with a policy that says so, each once, and the external ones of the old profile.
    func comingAlong(to request: ManagementRequest, _ contents: ProfileTemplate) async throws -> [ManagedCertificate] {
        let plan = CertificatePlan(request, contents)
        guard let old = request.oldProfile, request.newProfile != old else { return [] }
        var found: [ManagedCertificate] = []
        if plan.bringsKeyHistory {
            for profile in try await lineage(of: old) { found += try await archivedCertificates(ofProfile: profile) }
        }
        if plan.bringsExternal {
            found += try await reading { try await store.managedCertificates(ofProfile: old) }.filter { $0.origin == .external }
        }
        var thumbprints: Set<String> = []
        return found.filter { thumbprints.insert($0.thumbprint).inserted }
    }

    /// A profile and those that it replaced, the newest first.
    func lineage(of profile: UUID) async throws -> [UUID] {
        try await reading {
            var found: [UUID] = []
            var next: UUID? = profile
            while let id = next, !found.contains(id) {
                found.append(id)
                next = try await store.profile(id)?.parent
            }
            return found
        }
    }

    /// Whether the answer to certificate requests has a private key in it, so that a password is needed.
    func returnsPFX(_ situation: Situation) async throws -> Bool {
        if !CertificatePlan(situation.request, situation.contents).server.isEmpty { return true }
        var carried = try await comingAlong(to: situation.request, situation.contents)
        if let profile = situation.request.newProfile {
            carried += try await reading { try await store.managedCertificates(ofProfile: profile) }.filter(\.isCarried)
        }
        for certificate in carried where try await keptKey(of: certificate) != nil { return true }
        return false
    }

    private func keptKey(of certificate: ManagedCertificate) async throws -> SealedSecret? {
        guard let parsed = certificate.parsed else { return nil }
        let name = KeptKey.name(of: parsed.subjectPublicKeyInfo)
        return try await reading { try await store.secret(.privateKey, of: certificate.profile, named: name) }
    }

    /// Puts what comes along into the new profile, with its own copy of each key, once. Then the new profile no longer needs the old one.
    func bringAlong(to id: UUID) async throws {
        _ = try await changing(id) { situation in
            let request = situation.request
            guard request.status == .executing, let new = request.newProfile else { return [] }
            let (profile, present) = try await reading {
                (try await store.profile(new), try await store.managedCertificates(ofProfile: new))
            }
            let missing = try await comingAlong(to: request, situation.contents).filter { certificate in
                !present.contains { $0.thumbprint == certificate.thumbprint }
            }
            guard !missing.isEmpty, var profile else { return [] }
            profile.revision += 1
            var changes: [ManagementChange] = [.requestStands(request.id, revision: request.revision), .profileUpdated(profile)]
            let used = present.filter { $0.request == request.id }.map(\.option).max() ?? 0
            // Two certificates may have one key.
            var kept: Set<String> = []
            for (offset, certificate) in missing.enumerated() {
                var copy = ManagedCertificate(
                    profile: new,
                    request: request.id,
                    option: max(used + 1, Self.firstCarriedOption) + offset,
                    authority: certificate.authority,
                    authorityRequest: certificate.authorityRequest,
                    template: certificate.template,
                    serialNumber: certificate.serialNumber,
                    thumbprint: certificate.thumbprint,
                    notBefore: certificate.notBefore,
                    notAfter: certificate.notAfter,
                    origin: certificate.origin == .external ? .external : .keyHistory,
                    certificate: certificate.certificate
                )
                copy.standing = certificate.standing
                changes.append(.certificateAdded(copy))
                if let secret = try await keptKey(of: certificate), kept.insert(secret.name).inserted,
                    try await reading({ try await store.secret(.privateKey, of: new, named: secret.name) }) == nil
                {
                    var pkcs8 = try await opened(secret)
                    defer { pkcs8.wipe() }
                    changes.append(.secretSealed(try await sealed(pkcs8, profile: new, name: secret.name)))
                }
                let detail = "serial number \(certificate.serialNumber) of profile \(certificate.profile.uuidString.lowercased())"
                changes.append(event(.archivedKeyCopied, on: request, from: request.status, detail: detail))
            }
            return changes
        }
    }

    /// The certificates in the request's profile that answer no option: each as a PFX if its key is kept, else alone.
    func carriedCertificates(of request: ManagementRequest, pfxPassword: String) async throws -> [CertificateResult] {
        guard let profile = request.newProfile else { return [] }
        var results: [CertificateResult] = []
        for certificate in try await reading({ try await store.managedCertificates(ofProfile: profile) }) where certificate.isCarried {
            guard let parsed = certificate.parsed else { continue }
            let pfx = try await pfx(
                of: parsed,
                in: profile,
                chain: [],
                friendlyName: "",
                password: pfxPassword,
                for: request
            )
            results.append(
                CertificateResult(
                    option: certificate.option,
                    template: certificate.template,
                    usesLocalMachineStore: false,
                    origin: certificate.origin,
                    answer: pfx.map { .issuedWithKey(pfx: $0) } ?? .issued(pkcs7: SignedData.certsOnly([parsed.derEncoded]))
                )
            )
        }
        return results
    }

    /// The certificates that a request brought from a CA, in the order of the profile template. Nil when it is absent or invisible.
    package func certificates(ofRequest id: UUID) async throws -> [ManagedCertificate]? {
        guard let situation = try await situation(of: id) else { return nil }
        return try await issuedCertificates(of: situation.request)
    }

    func issuedCertificates(of request: ManagementRequest) async throws -> [ManagedCertificate] {
        guard let profile = request.newProfile else { return [] }
        return try await reading { try await store.managedCertificates(ofProfile: profile) }.filter {
            $0.request == request.id && !$0.isCarried
        }
    }
}

extension ManagedCertificate {
    /// Whether the service keeps its private key: what the interface shows as `ArchivedOnCa`.
    package var isArchived: Bool { origin == .server || origin == .keyHistory }

    /// Whether it came from an older profile or from elsewhere, and answers no option.
    package var isCarried: Bool { origin == .keyHistory || origin == .external }

    /// The certificate, where the row has it.
    var parsed: Certificate? { certificate.flatMap { try? Certificate(derEncoded: $0) } }
}
