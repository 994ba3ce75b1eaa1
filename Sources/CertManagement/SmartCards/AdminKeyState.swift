extension Smartcard {
    /// The admin key that the chip has, as far as the service knows. docs/decisions/0046 says why there may be two.
    ///
    /// The service never learns whether the client wrote a key that it was given, so from then until the request is completed both keys are possible,
    /// and both are answered for.
    package struct AdminKeyState: Hashable, Sendable, Codable {
        package var algorithm: AdminKeyAlgorithm
        /// The version of the master key that the chip's key was made from; nil while it has the template's default key.
        package var version: Int?
        /// The other key that the chip may have: a version, or 0 for the template's default key. Nil when only `version` is possible.
        package var alternative: Int?

        package init(algorithm: AdminKeyAlgorithm = .tripleDES, version: Int? = nil, alternative: Int? = nil) {
            self.algorithm = algorithm
            self.version = version
            self.alternative = alternative
        }

        /// The version of the key that this card has or gets of its own; nil before one was given.
        package var ownVersion: Int? { version ?? alternative.flatMap { $0 == 0 ? nil : $0 } }

        /// A chip that is bound again. Its holder, or the request that retired it, may have put the default key back.
        package var ofNextAssignment: AdminKeyState {
            AdminKeyState(algorithm: algorithm, version: version, alternative: version == nil ? alternative : 0)
        }

        /// The client gets the key of this version to write it onto the chip.
        mutating func give(version given: Int) {
            if ownVersion == nil { alternative = given }
        }

        /// The client says which key the chip has.
        /// - Returns: the version of that key, nil for the default key.
        /// - Throws: `.accessDenied` when the chip cannot have it. An answer under a wrong key would cost the card one of its attempts.
        mutating func claim(diversified: Bool) throws(ManagementError) -> Int? {
            guard diversified != (version != nil) else { return version }
            guard let other = alternative, diversified == (other != 0) else {
                throw ManagementError(
                    .accessDenied,
                    diversified
                        ? "The card has the default admin key: no key of its own was given for it. Ask with diversified=false, or get its diversified key first."
                        : "The card has an admin key of its own. Ask with diversified=true."
                )
            }
            (version, alternative) = (diversified ? other : nil, version ?? 0)
            return version
        }

        /// The request is completed. A key that the client claimed last is the one that the chip has; a key that was given and never claimed stays
        /// possible beside the default one.
        package mutating func settle() {
            if version != nil { alternative = nil }
        }
    }
}
