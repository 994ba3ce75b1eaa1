package import CAInterface
import PKICrypto
package import PKIFormats

/// Certificates by the names that command lines give them.
extension EnrollmentStore {
    /// The certificates that an identifier names: a thumbprint or a serial number in hex, else a common name, template, purpose, e-mail address,
    /// user principal name, DNS name or friendly name. The one that is valid longest is first. Source: "certreq" command reference, -cert.
    package func certificates(identifiedBy text: String) throws(CAError) -> [(installed: InstalledCertificate, certificate: Certificate)] {
        let all = try certificates().compactMap { installed in
            (try? Certificate(derEncoded: installed.certificate)).map { (installed: installed, certificate: $0) }
        }
        let digits = text.lowercased().filter { !$0.isWhitespace && $0 != ":" }
        func serial(_ text: String) -> Substring { text.drop { $0 == "0" } }
        let exact = all.filter {
            Hex.encode(Digest.sha1($0.installed.certificate)) == digits || Hex.encode(Digest.sha256($0.installed.certificate)) == digits
                || (digits.allSatisfy(\.isHexDigit) && serial($0.certificate.serialHex.lowercased()) == serial(digits))
        }
        let wanted = text.lowercased()
        let found = exact.isEmpty ? all.filter { Self.names(of: $0.installed, $0.certificate).contains(wanted) } : exact
        return found.sorted { $0.certificate.notAfter > $1.certificate.notAfter }
    }

    private static func names(of installed: InstalledCertificate, _ certificate: Certificate) -> Set<String> {
        var names = [installed.template, installed.friendlyName, certificate.subject.commonName].compactMap { $0 }
        if let alternative = try? certificate.value(of: SubjectAlternativeName.self)?.names {
            for name in alternative {
                switch name {
                case .dnsName(let text), .rfc822Name(let text): names.append(text)
                default: if let text = name.userPrincipalName { names.append(text) }
                }
            }
        }
        if let purposes = try? certificate.value(of: ExtendedKeyUsage.self)?.purposes { names += purposes.map(\.dotted) }
        return Set(names.map { $0.lowercased() })
    }

    /// Removes an installed certificate, and its key with the key's container names when no other certificate and no request of the store uses it.
    ///
    /// The key goes first: when the removal is cut off, the certificate is still listed, and the same call removes the rest.
    /// - Returns: whether the key was removed.
    @discardableResult
    package func remove(_ installed: InstalledCertificate, keepingKey: Bool) throws(CAError) -> Bool {
        var removesKey = false
        if !keepingKey, let key = installed.key, key.provider == StoreKeyProvider.name {
            let others = try certificates().filter { $0.certificate != installed.certificate }.compactMap(\.key) + requests().map(\.key)
            removesKey = !others.contains(key)
            if removesKey { try removeKey(key) }
        }
        try ClientFile.delete(directory + "/certificates/" + Hex.encode(Digest.sha1(installed.certificate)) + ".json")
        return removesKey
    }

    /// Removes a request, and its key with the key's container names when nothing else of the store uses it.
    /// - Returns: whether the key was removed.
    @discardableResult
    package func discard(_ pending: PendingRequest) throws(CAError) -> Bool {
        let others = try certificates().compactMap(\.key) + requests().filter { $0.publicKey != pending.publicKey }.map(\.key)
        let removesKey = pending.key.provider == StoreKeyProvider.name && !others.contains(pending.key)
        if removesKey { try removeKey(pending.key) }
        removeRequest(publicKey: pending.publicKey)
        return removesKey
    }

    /// The names of the keys that no certificate and no request uses.
    package func unusedKeys() throws(CAError) -> [String] {
        let used = Set(try (certificates().compactMap(\.key) + requests().map(\.key)).map(\.name))
        return ClientFile.names(in: directory + "/keys", suffix: ".key").map { String($0.dropLast(4)) }.filter { !used.contains($0) }
    }

    /// Removes a key that nothing uses, with its container names.
    package func removeUnusedKey(_ name: String) throws(CAError) {
        guard try unusedKeys().contains(name) else { return }
        try removeKey(KeyReference(provider: StoreKeyProvider.name, name: name))
    }

    private func removeKey(_ key: KeyReference) throws(CAError) {
        try removeContainers(of: key)
        try ClientFile.delete(directory + "/keys/\(key.name).key" + Self.exportSuffix)
        try ClientFile.delete(directory + "/keys/\(key.name).key")
    }
}
