import CertCli
import PKICrypto
import PKIFormats
import PortableFoundation
import SmartCards

extension CardWork {
    /// Steps 5 to 16 of the documented walkthrough: bind the card, give it its key and PIN, make keys on it, have them certified, and complete.
    func issue(_ request: Request, _ configuration: Configuration) async throws -> CardOutcome {
        let isNew = request.oldSmartcard == nil
        let binding = try await bind(request, configuration)
        let hadOwnKey = try await authenticate(binding, configuration, expectsOwn: !isNew || request.status == .executing)
        var ownKey: [UInt8]?
        defer { ownKey?.wipe() }
        if configuration.diversifiesAdminKey {
            ownKey = hadOwnKey ? try await self.ownKey(binding) : try await diversify(binding, configuration)
        }
        var remarks: [String] = []
        let pin: CardPIN
        if request.type == 3 || request.type == 10, !isNew, hadOwnKey || !configuration.diversifiesAdminKey {
            // A renewed card keeps its PIN.
            let secrets = secrets
            pin = CardPIN { try await secrets.presentPIN() }
        } else {
            var set = try await setPIN(binding, configuration, ownKey: ownKey, hadOwnKey: hadOwnKey)
            defer { set.pin.wipe() }
            if let remark = set.remark { remarks.append(remark) }
            pin = CardPIN(set.pin)
        }
        defer { pin.forget() }

        let options = try await client.generationOptions(of: request.id)
        let entries = try await keys(for: options, request, binding, pin)
        let answers = try await client.certificateData(entries.map(\.der), pfxPassword: secrets.pfxPassword, of: request.id)
        // 5 is "under submission".
        let failures = answers.compactMap(\.failure)
        if failures.contains(where: { $0.disposition != 5 }) { return .refused(request.id, failures.map(\.message)) }
        if !failures.isEmpty { return .awaitingIssuance(request.id, failures.map(\.message)) }

        var result = CardResult(request: request.id, smartcard: binding.smartcard, card: binding.card)
        result.certificates = try await install(answers, entries, request.id)
        for answer in answers {
            guard let pfx = answer.pfx else { continue }
            try await secrets.keep(pfx: pfx, template: answer.templateCommonName)
            result.serverMadeKeys += 1
        }
        try await complete(request.id)
        result.remarks = remarks
        return .done(result)
    }

    /// Makes a key and a certificate request for each option, in their order. What an interrupted run made is used again: the server answers for
    /// each option to one certificate request alone.
    private func keys(
        for options: [CertificateManagementClient.GenerationOption],
        _ request: Request,
        _ binding: CardBinding,
        _ pin: CardPIN
    ) async throws -> [CardJournal.Entry] {
        var page =
            try journal.page(of: request.id) ?? CardJournal.Page(workflow: String(request.type), card: Self.text(binding.card), entries: [])
        guard page.card == Self.text(binding.card) else {
            throw CardEnrollmentError("The keys of the request are on the card \(page.card). Insert that card.", request: request.id)
        }
        var occupied: Set<PIVSlot> = []
        for slot in PIVSlot.all where try await card.object(slot.certificateTag)?.isEmpty == false { occupied.insert(slot) }
        var plan = SlotPlan(occupied: occupied)
        for entry in page.entries { if let slot = PIVSlot(entry.slot) { plan.take(slot) } }
        for (index, option) in options.enumerated() {
            if let entry = page.entries.first(where: { $0.option == index }) {
                if try await holds(entry, pin) { continue }
                throw CardEnrollmentError(
                    "The key of option \(index) is no longer in slot \(entry.slot), and its certificate request was sent. Cancel the request, and start a new one.",
                    request: request.id
                )
            }
            guard let slot = plan.slot(for: option) else {
                throw CardEnrollmentError(
                    "The card has no free slot for the key \(option.friendlyName). Remove certificates, or use another card.",
                    request: request.id
                )
            }
            let publicKey = try await card.generateKey(try option.algorithm(), in: slot)
            let key = PrivateKey(custom: try PIVKey(card, slot, publicKey: publicKey, pin: pin))
            let der = try await certificationRequest(option, key)
            page.entries.append(CardJournal.Entry(option: index, slot: "\(slot)", certificationRequest: Base64.encode(der)))
            // Before the server sees any of it.
            try journal.save(page, of: request.id)
            report("A key (\(try option.algorithm().name)) was made in slot \(slot), \(slot.name).")
        }
        return page.entries.sorted { $0.option < $1.option }
    }

    private func certificationRequest(_ option: CertificateManagementClient.GenerationOption, _ key: PrivateKey) async throws -> [UInt8] {
        let subject = option.subject.isEmpty ? DistinguishedName.empty : (try? DistinguishedName(rfc4514: option.subject)) ?? .empty
        let info = CertificationRequestInfo(subject: subject, subjectPublicKeyInfo: key.publicKey).derEncoded()
        let algorithm = option.signature(key)
        return CertificationRequestInfo.assemble(info: info, algorithm: algorithm, signature: try await key.sign(info, using: algorithm))
    }

    /// Whether the slot still has the key of the entry: as the card says, or as a signature shows.
    private func holds(_ entry: CardJournal.Entry, _ pin: CardPIN) async throws -> Bool {
        guard let slot = PIVSlot(entry.slot), let made = try? CertificationRequest(derEncoded: entry.der) else { return false }
        if let row = try await card.metadata(slot.reference), row.publicKey != nil {
            return try await card.publicKey(slot) == made.subjectPublicKeyInfo
        }
        let key = PrivateKey(custom: try PIVKey(card, slot, publicKey: made.subjectPublicKeyInfo, pin: pin))
        let probe = SecureRandom.bytes(32)
        do {
            let signature = try await key.sign(probe)
            return try Signature.isValid(signature, over: probe, algorithm: key.defaultSignatureAlgorithm, key: key.publicKey)
        } catch let error as CardError {
            switch error.kind {
            case .absent, .unsupported, .failed: return false
            default: throw error
            }
        }
    }

    /// Writes each certificate beside its key, which says which one it is; the order of an answer says nothing.
    private func install(
        _ answers: [CertificateManagementClient.IssuedCertificate],
        _ entries: [CardJournal.Entry],
        _ id: UUID
    ) async throws -> [CardResult.Entry] {
        var received: [Certificate] = []
        for answer in answers {
            guard let pkcs7 = answer.pkcs7 else { continue }
            received += try SignedData(berContentInfo: pkcs7).certificates.map { try Certificate(derEncoded: $0) }
        }
        var installed: [CardResult.Entry] = []
        for entry in entries {
            let key = try CertificationRequest(derEncoded: entry.der).subjectPublicKeyInfo
            guard let slot = PIVSlot(entry.slot), let certificate = received.first(where: { $0.subjectPublicKeyInfo == key }) else {
                throw CardEnrollmentError(
                    "The server's answer has no certificate for the key in slot \(entry.slot). Take the request up again.",
                    request: id
                )
            }
            try await card.setCertificate(certificate.derEncoded, slot)
            report("The certificate \(certificate.serialHex) is in slot \(slot).")
            installed.append(CardResult.Entry(slot: slot, certificate: certificate))
        }
        return installed
    }
}
