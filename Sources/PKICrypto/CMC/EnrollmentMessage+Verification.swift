public import PKIFormats

extension EnrollmentMessage {
    /// Checks every signature of every layer and every proof of possession.
    ///
    /// A signer named by key identifier is first looked for among the requests of its layer and of those inside, by the identifier they ask
    /// for or by the SHA-1 of their key, and then among the certificates.
    /// - Parameters:
    ///   - certificates: more certificates than the message carries.
    ///   - verifier: verifies signatures that ``Signature`` does not compute.
    public func verification(
        certificates: [Certificate] = [],
        verifier: (any SignatureVerifier)? = nil
    ) -> EnrollmentVerification {
        let signers = layers.indices.map { index in
            let signedData = layers[index].signedData
            let known = signedData.certificates.compactMap { try? Certificate(derEncoded: $0) } + certificates
            return signedData.signers.map { verdict(on: $0, layer: index, certificates: known, verifier: verifier) }
        }
        let possession = requests.indices.map { proof(of: $0, signers: signers, verifier: verifier) }
        return EnrollmentVerification(signers: signers, possession: possession)
    }

    private func verdict(
        on signer: SignerInfo,
        layer index: Int,
        certificates: [Certificate],
        verifier: (any SignatureVerifier)?
    ) -> EnrollmentVerification.Signer {
        let signedData = layers[index].signedData
        do throws(UnsupportedAlgorithmError) {
            if signer.signatureAlgorithm.oid == OID.CMC.noSignature {
                return try signedData.faultOfMissingSignature(signer).map { .invalid($0) } ?? .noSignature
            }
            if case .subjectKeyIdentifier(let identifier) = signer.identifier,
                let position = requests.indices.first(where: {
                    layersAround(requests[$0]).contains(index) && isNamed(requests[$0], by: identifier)
                }),
                let key = requests[position].publicKey
            {
                return try signedData.fault(of: signer, key: key, verifier: verifier).map { .invalid($0) } ?? .requestKey(position)
            }
            // Several certificates may have the name of the signer. The signer is the first whose key made the signature.
            var fault: String?
            for certificate in certificates where signer.identifier.names(certificate) {
                guard let reason = try signedData.fault(of: signer, certificate: certificate, verifier: verifier) else {
                    return .certificate(certificate)
                }
                fault = fault ?? reason
            }
            return fault.map { .invalid($0) } ?? .unknown
        } catch {
            return .unsupported(error.reason)
        }
    }

    private func isNamed(_ request: EnrollmentRequest, by identifier: [UInt8]) -> Bool {
        if let asked = try? SubjectKeyIdentifier.find(in: request.requestedExtensions), asked.bytes == identifier { return true }
        return request.publicKey?.keyIdentifier == identifier
    }

    private func proof(
        of position: Int,
        signers: [[EnrollmentVerification.Signer]],
        verifier: (any SignatureVerifier)?
    ) -> RequestPossession {
        let request = requests[position]
        let own = ownProof(of: request, verifier: verifier)
        guard own == .notProven, let layer = request.layer else { return own }
        if signers[layer].contains(.requestKey(position)) { return .provenBySigner }
        return isWitnessed(request) ? .claimedByRegistrationAuthority : own
    }

    /// The proof that the request itself contains.
    private func ownProof(of request: EnrollmentRequest, verifier: (any SignatureVerifier)?) -> RequestPossession {
        do throws(UnsupportedAlgorithmError) {
            switch request.content {
            case .certificationRequest(let pkcs10):
                if let isNull = pkcs10.hasValidNullSignature {
                    guard isNull else { return .failed("the null signature is not the hash of the request") }
                    // Outside a signed message, no other signature can prove possession.
                    return request.layer == nil ? .failed("a null signature is accepted inside a signed message only") : .notProven
                }
                return try pkcs10.hasValidSignature(verifier: verifier) ? .proven : .failed("the request is not signed with its key")
            case .certRequestMessage(let message):
                switch message.proof {
                case .signature:
                    return try message.hasValidSignatureProof(verifier: verifier) == true
                        ? .proven : .failed("the request is not signed with its key")
                case .raVerified: return .claimedByRegistrationAuthority
                case .keyEncipherment, .keyAgreement, nil: return .notProven
                }
            case .keygen(let value):
                return try value.hasValidSignature(verifier: verifier) ? .proven : .failed("the request is not signed with its key")
            case .other:
                return .unsupported("the proof of possession of this kind of request is not checked here")
            }
        } catch {
            return .unsupported(error.reason)
        }
    }

    /// Whether a layer around the request names it in a ``RAPOPWitness``.
    private func isWitnessed(_ request: EnrollmentRequest) -> Bool {
        let path = layersAround(request)
        return path.enumerated().contains { depth, index in
            let witnesses = (try? layers[index].controls.values(of: RAPOPWitness.self)) ?? []
            return witnesses.contains { witness in
                guard let number = request.bodyPartID, witness.bodyParts.contains(number) else { return false }
                return depth == 0 ? witness.dataReference == 0 : depth == 1 && witness.dataReference == layers[path[0]].bodyPartID
            }
        }
    }
}
