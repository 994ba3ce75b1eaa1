package import CAInterface
import PKICrypto
import PKIFormats

/// Container names: the names by which policy files find keys again. A name that means a key never comes to mean another one unnoticed, because
/// whoever uses the name later would sign with the wrong key, or lose the one that it meant. Source: "certreq" command reference, KeyContainer.
extension EnrollmentStore {
    /// Gives a key a container name.
    /// - Parameter replaces: the name may be taken from another key that a certificate or a request of the store still leads to.
    /// - Returns: the key that the name meant until now, when it meant another one.
    /// - Throws: `CAError` with 0x8009000F when the name means another key.
    @discardableResult
    package func nameContainer(_ name: String, key: KeyReference, replaces: Bool = false) throws(CAError) -> KeyReference? {
        let former = try requireFreeContainer(name, for: key, replaces: replaces)
        try ClientFile.makeFolder(directory + "/containers")
        let line = Array((key.provider + "\n" + key.name + "\n").utf8)
        let path = containerPath(name)
        // A name without a key behind it, or one that may be taken, is written over. A new one is not: another process may be faster.
        let meant = try container(named: name)
        if meant != nil, former != nil || replaces || isGone(meant) {
            try ClientFile.write(line, to: path)
        } else if try ClientFile.writeFirst(line, to: path) != line {
            throw taken(name)
        }
        return former
    }

    /// Checks whether a new key may get the container name, before the key is made.
    /// - Parameter key: the key that may have the name already; nil for one that does not exist yet.
    /// - Returns: the other key that the name means, where `replaces` allows to take it.
    @discardableResult
    package func requireFreeContainer(_ name: String, for key: KeyReference? = nil, replaces: Bool) throws(CAError) -> KeyReference? {
        guard let former = try container(named: name), former != key, !isGone(former) else { return nil }
        guard replaces else { throw taken(name) }
        guard try isUsed(former) else {
            throw CAError(
                .conflict,
                status: .nteExists,
                "The container \"\(name)\" of \(directory) holds a key that no certificate and no request uses, so nothing else leads to it. Choose "
                    + "another KeyContainer, or use that key with UseExistingKeySet = TRUE. Nothing was made."
            )
        }
        return former
    }

    /// The key that has the container name.
    /// - Throws: `CAError` with 0x8007000D when the file of the name is damaged.
    package func container(named name: String) throws(CAError) -> KeyReference? {
        guard let bytes = try ClientFile.read(containerPath(name)) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == 2 else {
            throw CAError(
                .internal,
                status: .invalidData,
                "\(containerPath(name)), which names the key of the container \"\(name)\", is damaged. Restore it from a backup, or choose another "
                    + "KeyContainer."
            )
        }
        return KeyReference(provider: lines[0], name: lines[1])
    }

    /// Whether a certificate or a request of the store uses the key.
    func isUsed(_ key: KeyReference) throws(CAError) -> Bool {
        let keys = try certificates().compactMap(\.key) + requests().map(\.key)
        return keys.contains(key)
    }

    /// Removes the names of a key that is removed.
    func removeContainers(of key: KeyReference) throws(CAError) {
        let line = Array((key.provider + "\n" + key.name + "\n").utf8)
        for name in ClientFile.names(in: directory + "/containers", suffix: ".name") {
            let path = directory + "/containers/" + name
            if try ClientFile.read(path) == line { try ClientFile.delete(path) }
        }
    }

    /// Whether the store had the key and does not have it anymore. Only the provider of another kind of key knows whether that one exists.
    private func isGone(_ key: KeyReference?) -> Bool {
        guard let key, key.provider == StoreKeyProvider.name else { return false }
        return !ClientFile.exists(directory + "/keys/\(key.name).key")
    }

    private func taken(_ name: String) -> CAError {
        CAError(
            .conflict,
            status: .nteExists,
            "The container \"\(name)\" of \(directory) holds a key already, and a new key would take its name. Choose another KeyContainer, use that key "
                + "with UseExistingKeySet = TRUE, or give the name to the new key with -f. Nothing was made."
        )
    }

    private func containerPath(_ name: String) -> String {
        directory + "/containers/" + Hex.encode(Digest.sha256(Array(name.lowercased().utf8))) + ".name"
    }
}
