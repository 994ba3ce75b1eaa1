package import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

extension BoundCertificationAuthority {
    package func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue {
        try await service.mapped {
            guard let property = CAProperty.named(id) else {
                throw CAError(.malformed, status: .invalidArgument, "There is no CA property \(id.rawValue).")
            }
            guard property.isIndexed || index == 0 else {
                throw CAError(.malformed, status: .invalidArgument, "The property \(property.name) takes no index; use 0.")
            }
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard !standing.rights.isEmpty else {
                throw CAError(
                    .accessDenied,
                    status: .accessDenied,
                    "\(standing.principal.accountName) has no right to read this authority's properties."
                )
            }
            let known = try authority(in: snapshot)
            return try await value(of: property, index: index, known: known, snapshot: snapshot)
        }
    }

    private func value(of property: CAProperty, index: Int, known: KnownAuthority, snapshot: AuthoritySnapshot) async throws
        -> CAPropertyValue
    {
        let stored = known.stored
        switch property.id {
        case .fileVersion, .productVersion: return .string(service.configuration.version)
        case .exitCount: return .long(1)
        case .exitDescription:
            guard index == 0 else { throw absent(property) }
            return .string("Chancery")
        case .policyDescription: return .string("Chancery")
        case .caName: return .string(stored.name)
        case .sanitizedCAName: return .string(known.sanitizedName)
        case .sanitizedCAShortName: return .string(known.shortName)
        case .parentCA:
            if let number = stored.parent, let parent = snapshot.authority(number) {
                return .string(parent.stored.dnsName + "\\" + parent.stored.name)
            }
            // Of a parent elsewhere only the name is known.
            guard let newest = known.newest, !newest.certificate.isSelfIssued, let name = newest.certificate.issuer.commonName else {
                throw absent(property)
            }
            return .string(name)
        // ENUM_CATYPES: enterprise root 0, enterprise subordinate 1, standalone root 3, standalone subordinate 4.
        case .caType: return .long(Int32(clamping: ConfigurationTree(authority: stored).number("CAType", .ca)))
        case .caSigCertCount: return .long(Int32(clamping: known.generations.count))
        // A root enrolls nobody, so nobody encrypts to it.
        case .caXchgCertCount: return .long(stored.role == .issuing ? 1 : 0)
        case .caXchgCert, .caXchgCertChain, .caXchgCertCRLChain:
            guard stored.role == .issuing else { throw absent(property) }
            guard index == 0 || index == -1 else {
                throw CAError(.malformed, status: .invalidArgument, "The property \(property.name) has no element \(index); there is 1.")
            }
            let certificate = try await exchangeCertificate(of: known)
            if property.id == .caXchgCert { return .binary(certificate.derEncoded) }
            let newest = try issuer(of: known)
            let lists = property.id == .caXchgCertChain ? [] : try await currentLists(of: known, snapshot: snapshot)
            return .binary(SignedData.certsOnly([certificate.derEncoded] + newest.chain, crls: lists))
        case .kraCertUsedCount:
            return .long(stored.settings.recoveryAgents.isEmpty ? 0 : Int32(clamping: stored.settings.recoveryAgentsUsed))
        case .kraCertCount: return .long(Int32(clamping: stored.settings.recoveryAgents.count))
        case .kraCert, .kraCertState:
            let agents = RecoveryAgents(stored.settings).certificates
            guard agents.indices.contains(index) else { throw absent(property) }
            if property.id == .kraCert { return .binary(agents[index].derEncoded) }
            return .long(try await state(of: agents[index], at: service.clock(), snapshot: snapshot).rawValue)
        // A root enrolls nobody, so nobody sends it a key.
        case .advancedServer: return .long(stored.role == .issuing ? 1 : 0)
        case .roleSeparationEnabled: return .long(stored.duties.roleSeparation ? 1 : 0)
        case .caPropIDMax: return .long(50)
        case .dnsName: return .string(stored.dnsName)
        case .templates:
            let templates = try await service.store.templates().filter { snapshot.isPublished($0, by: number) }
            return .string(templates.map { $0.name + "\n" + $0.oid.dotted + "\n" }.joined())
        case .localeName: return .string(service.configuration.localeName)
        case .subjectTemplateOIDs: return .string(Self.subjectOrder.map(\.dotted).joined(separator: "\n"))
        case .crlPartitionCount: return .long(Int32(clamping: try partitionCount(of: known, property)))
        case .partitionedBaseCRL, .partitionedDeltaCRL, .partitionedBaseCRLPublishStatus, .partitionedDeltaCRLPublishStatus:
            return try await partitioned(property, index: index, known: known)
        case .caSigCert, .caSigCertChain, .baseCRL, .deltaCRL, .deltaCRLPublishStatus, .caCertState, .crlState, .baseCRLPublishStatus,
            .caSigCertCRLChain, .caCertStatusCode, .caCertVersion, .certCDPURLs, .certAIAURLs, .certAIAOCSPURLs:
            let generation = try generation(property, index: index, known: known)
            return try await value(of: property, generation: generation, known: known, snapshot: snapshot)
        case .caForwardCrossCert, .caForwardCrossCertState: return try crossCertificate(property, from: index, to: index + 1, known)
        case .caBackwardCrossCert, .caBackwardCrossCertState:
            let newest = known.generations.count - 1
            return try crossCertificate(property, from: index == -1 ? newest : index, to: (index == -1 ? newest : index) - 1, known)
        default:
            throw absent(property)
        }
    }

    /// The properties with a value for each generation.
    private func value(
        of property: CAProperty,
        generation: IssuingGeneration,
        known: KnownAuthority,
        snapshot: AuthoritySnapshot
    ) async throws -> CAPropertyValue {
        switch property.id {
        case .caSigCert: return .binary(generation.certificate.derEncoded)
        case .caSigCertChain: return .binary(SignedData.certsOnly(generation.chain))
        case .baseCRL:
            guard let bytes = try await revocationListBytes(of: generation, in: known) else { throw absent(property) }
            return .binary(bytes)
        case .deltaCRL:
            // Empty where no deltas are made.
            return .binary(try await revocationListBytes(of: generation, isDelta: true, in: known) ?? [])
        // CA_DISP: revoked 2, valid 3, invalid 4, error 1.
        case .caCertState:
            if try await isRevoked(generation, of: known) { return .long(2) }
            return .long(isValid(generation) ? 3 : 4)
        // An older certificate with the key of a newer one has the newer one's list.
        case .crlState:
            guard !known.generations.contains(where: { $0.key == generation.key && $0.index > generation.index }) else { return .long(1) }
            return .long(try await revocationList(of: generation).map { $0.nextUpdate > service.clock() ? 3 : 4 } ?? 4)
        case .baseCRLPublishStatus: return .long(try await publishStatus(of: generation, isDelta: false, known: known))
        case .deltaCRLPublishStatus:
            return .long(try await publishStatus(of: generation, isDelta: true, known: known))
        case .caSigCertCRLChain:
            return .binary(SignedData.certsOnly(generation.chain, crls: try await lists(of: generation, known, snapshot)))
        case .caCertStatusCode:
            if try await isRevoked(generation, of: known) { return .long(HRESULT.certRevoked.signed) }
            let status = isValid(generation) ? HRESULT.ok : .certExpired
            return .long(status.signed)
        case .caCertVersion: return .long(Int32(truncatingIfNeeded: generation.key.index << 16 | generation.index))
        case .certCDPURLs: return .string(generation.revocationListURLs.joined(separator: "\n"))
        case .certAIAURLs: return .string(generation.certificateURLs.joined(separator: "\n"))
        case .certAIAOCSPURLs: return .string(generation.configuration.ocspURLs.joined(separator: "\n"))
        default: throw absent(property)
        }
    }

    /// The newest list of the authority and of each above it.
    private func currentLists(of known: KnownAuthority, snapshot: AuthoritySnapshot) async throws -> [[UInt8]] {
        var lists: [[UInt8]] = []
        for authority in [known] + ancestors(of: known, in: snapshot) {
            if let newest = authority.newest, let bytes = try await revocationListBytes(of: newest, in: authority) {
                lists.append(bytes)
            }
        }
        return lists
    }

    /// The newest lists of the keys in the chain of a generation.
    private func lists(of generation: IssuingGeneration, _ known: KnownAuthority, _ snapshot: AuthoritySnapshot) async throws -> [[UInt8]] {
        var lists: [[UInt8]] = []
        for authority in [known] + ancestors(of: known, in: snapshot) {
            let signing = authority.generations.last { generation.chain.contains($0.certificate.derEncoded) }
            if let signing, let bytes = try await revocationListBytes(of: signing, in: authority) { lists.append(bytes) }
        }
        return lists
    }

    /// Whether the authority above revoked this certificate.
    private func isRevoked(_ generation: IssuingGeneration, of known: KnownAuthority) async throws -> Bool {
        if generation.index == known.newest?.index, generation.limits.revocation != nil { return true }
        guard let parent = known.stored.parent else { return false }
        return try await service.store.request(serial: generation.certificate.serialHex, of: parent)?.disposition == .revoked
    }

    /// The certificate by which the key of one generation vouches for that of its neighbor. An authority without any has an empty value, and a missing one is an error.
    /// Source: the SDK's page of `ICertRequest2::GetCAProperty`.
    private func crossCertificate(_ property: CAProperty, from issuer: Int, to subject: Int, _ known: KnownAuthority) throws
        -> CAPropertyValue
    {
        let indexes = 0..<known.generations.count
        let isState = property.id == .caForwardCrossCertState || property.id == .caBackwardCrossCertState
        if !isState, known.stored.crossCertificates.isEmpty, indexes.contains(issuer) { return .binary([]) }
        guard indexes.contains(issuer), indexes.contains(subject) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The property \(property.name) has no element \(issuer); there are \(known.generations.count) certificates."
            )
        }
        let cross = known.stored.crossCertificates.first { $0.issuer == issuer && $0.subject == subject }
        guard isState else {
            guard let cross else { throw absent(property) }
            return .binary(cross.certificate)
        }
        // CA_DISP: valid 3, invalid 4, error 1.
        guard let cross, let certificate = try? Certificate(derEncoded: cross.certificate) else { return .long(1) }
        let now = service.clock()
        return .long(certificate.notBefore <= now && now <= certificate.notAfter ? 3 : 4)
    }

    private func generation(_ property: CAProperty, index: Int, known: KnownAuthority) throws -> IssuingGeneration {
        if index == -1, property.acceptsNewest, let newest = known.newest { return newest }
        guard let generation = known.generations.first(where: { $0.index == index }) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The property \(property.name) has no element \(index); there are \(known.generations.count)."
            )
        }
        return generation
    }

    private func ancestors(of known: KnownAuthority, in snapshot: AuthoritySnapshot) -> [KnownAuthority] {
        var found: [KnownAuthority] = []
        var next = known.stored.parent
        while let number = next, let parent = snapshot.authority(number), found.count < 16 {
            found.append(parent)
            next = parent.stored.parent
        }
        return found
    }

    private func isValid(_ generation: IssuingGeneration) -> Bool {
        let now = service.clock()
        return generation.limits.notBefore <= now && now <= generation.limits.notAfter
    }

    private func absent(_ property: CAProperty) -> CAError {
        CAError(.notFound, status: .fileNotFound, "This authority has no value for the property \(property.name).")
    }

    /// The order in which name attributes are shown. Source: "SubjectTemplate" in MS-CSRA's note on configuration values.
    private static let subjectOrder: [OID] = [
        OID.emailAddress, OID.commonName, OID.organizationalUnit, OID.organization, OID.locality, OID.stateOrProvince, OID.domainComponent,
        OID.country,
    ]
}
