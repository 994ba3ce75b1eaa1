import CAInterface
package import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats

extension BoundManagement {
    /// Adds a certificate that was issued elsewhere to a profile, and keeps its key sealed. Later calls for certificate data deliver both, and they
    /// come along when the profile is renewed, recovered or duplicated. Source: the documented class ExternalCertificates.
    ///
    /// Only a listed initiator of the workflow Enroll may do it: the certificate is not checked against the person's name.
    /// - Returns: the certificate in the profile, the first one if it was added before; nil when the profile is absent or invisible.
    /// - Throws: `.accessDenied`; `.invalidClientData` for a file that cannot be used.
    package func attachCertificate(_ external: ExternalCertificate, toProfile id: UUID, comment: String = "") async throws
        -> ManagedCertificate?
    {
        try checkComment(comment)
        guard let mayAttach = try await mayAttach(toProfile: id) else { return nil }
        guard mayAttach else {
            throw ManagementError(
                .accessDenied,
                "This account may not add certificates to that profile. Ask an initiator of the profile template's workflow Enroll."
            )
        }
        let (certificate, key) = try external.read(legacy: service.pfx.legacy)
        var pkcs8 = key
        defer { pkcs8?.wipe() }
        let thumbprint = Hex.encode(Digest.sha1(certificate.derEncoded)).uppercased()
        for _ in 0..<8 {
            let (profile, present) = try await reading {
                (try await store.profile(id), try await store.managedCertificates(ofProfile: id))
            }
            guard var profile else { return nil }
            if let known = present.first(where: { $0.thumbprint == thumbprint }) { return known }
            guard profile.status != .retired,
                let requestID = present.first?.request ?? profile.lastRequest,
                let request = try await reading({ try await store.managementRequest(requestID) })
            else {
                throw ManagementError(
                    .requestStateInvalid,
                    "The profile is retired, or nothing was enrolled for it yet. Choose another profile."
                )
            }
            let added = ManagedCertificate(
                profile: id,
                request: request.id,
                option: max(present.filter { $0.request == request.id }.map(\.option).max() ?? 0, Self.firstCarriedOption - 1) + 1,
                authority: "",
                authorityRequest: RequestID(0),
                template: "",
                serialNumber: certificate.serialHex,
                thumbprint: thumbprint,
                notBefore: certificate.notBefore,
                notAfter: certificate.notAfter,
                origin: .external,
                certificate: certificate.derEncoded
            )
            profile.revision += 1
            var changes: [ManagementChange] = [.profileUpdated(profile), .certificateAdded(added)]
            if let pkcs8 {
                let name = KeptKey.name(of: certificate.subjectPublicKeyInfo)
                if try await reading({ try await store.secret(.privateKey, of: id, named: name) }) == nil {
                    changes.append(.secretSealed(try await sealed(pkcs8, profile: id, name: name)))
                }
            }
            let detail =
                "SHA-1 \(thumbprint), \(pkcs8 == nil ? "without" : "with") its private key, to profile \(id.uuidString.lowercased())"
            changes.append(event(.externalCertificateAttached, on: request, from: request.status, comment: comment, detail: detail))
            do {
                try await store.commit(changes)
                return added
            } catch ManagementCommitError.moved {
                continue
            } catch {
                throw failed(error)
            }
        }
        throw ManagementError(.requestChanged, "The profile kept being changed by others. Read it again and repeat the call.")
    }

    /// Whether the caller may add certificates to a profile; nil when it is absent, or is somebody else's that the caller may not see.
    private func mayAttach(toProfile id: UUID) async throws -> Bool? {
        try await reading {
            guard let profile = try await store.profile(id), let template = try await store.profileTemplate(profile.profileTemplate) else {
                return nil
            }
            let initiators = template.policies[.enroll]?.initiators ?? []
            if !caller.principal.tokenIdentifiers.isDisjoint(with: initiators) { return true }
            return profile.assignedUser == caller.principal.id ? false : nil
        }
    }
}
