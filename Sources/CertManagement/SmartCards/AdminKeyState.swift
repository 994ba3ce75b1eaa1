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
        /// The assignment of the chip for which its own key was made; nil is the first.
        package var assignment: Int?
        /// Set while the chip may have a key of an earlier assignment.
        package var former: Former?

        package init(
            algorithm: AdminKeyAlgorithm = .tripleDES,
            version: Int? = nil,
            alternative: Int? = nil,
            assignment: Int? = nil,
            former: Former? = nil
        ) {
            self.algorithm = algorithm
            self.version = version
            self.alternative = alternative
            self.assignment = assignment
            self.former = former
        }

        /// A key that was made for one assignment of a chip.
        package struct OwnKey: Hashable, Sendable, Codable {
            package let version: Int
            package let assignment: Int

            package init(version: Int, assignment: Int = 1) {
                self.version = version
                self.assignment = assignment
            }

            var text: String { assignment == 1 ? "version \(version)" : "version \(version), assignment \(assignment)" }
        }

        /// The keys of earlier assignments that a chip may have still.
        package struct Former: Hashable, Sendable, Codable {
            /// The first is answered next.
            package var keys: [OwnKey]
            /// The next claim of an own key means the former one, although this assignment's was given.
            package var isNext = true
            /// The key that the client claimed last in this assignment.
            package var last: Claim?

            package init(keys: [OwnKey]) { self.keys = keys }

            package enum Claim: String, Hashable, Sendable, Codable { case standard, former, own }
        }

        /// The version of the key that this assignment has or gets; nil before one was given.
        package var ownVersion: Int? { version ?? alternative.flatMap { $0 == 0 ? nil : $0 } }

        /// The key that this assignment has or gets; nil before one was given.
        package var ownKey: OwnKey? { ownVersion.map { OwnKey(version: $0, assignment: assignment ?? 1) } }

        /// Whether the chip probably has a key of its own.
        var isProbablyOwn: Bool { version != nil || former?.last == .former }

        /// A chip that is bound again gets another key, because whoever had it before may know the former one. Until that is written it has a former
        /// key, or the default one, which its holder or the request that retired it may have put back.
        package var ofNextAssignment: AdminKeyState {
            var keys = former?.keys ?? []
            if let ownKey { keys.insert(ownKey, at: version == nil ? keys.endIndex : 0) }
            return AdminKeyState(algorithm: algorithm, former: keys.isEmpty ? nil : Former(keys: keys))
        }

        /// The client gets the key of this version to write it onto the chip.
        /// - Parameter assignment: of the chip.
        mutating func give(version given: Int, assignment number: Int = 1) {
            if ownVersion == nil {
                alternative = given
                assignment = number == 1 ? nil : number
            }
            // A client that has claimed a key already writes this one next; any other one claims the former key first.
            if former?.last != nil { former?.isNext = false }
        }

        /// The client says which key the chip has.
        /// - Returns: that key, nil for the default key.
        /// - Throws: `.accessDenied` when the chip cannot have it. An answer under a wrong key would cost the card one of its attempts.
        mutating func claim(diversified: Bool) throws(ManagementError) -> OwnKey? {
            if former != nil { return claimAmongFormer(diversified: diversified) }
            guard diversified != (version != nil) else { return version == nil ? nil : ownKey }
            guard let other = alternative, diversified == (other != 0) else {
                throw ManagementError(
                    .accessDenied,
                    diversified
                        ? "The card has the default admin key: no key of its own was given for it. Ask with diversified=false, or get its diversified key first."
                        : "The card has an admin key of its own. Ask with diversified=true."
                )
            }
            (version, alternative) = (diversified ? other : nil, version ?? 0)
            return diversified ? ownKey : nil
        }

        /// Three keys are possible and the client's word tells two apart. A client that asks for the default key after an own one found that one wrong,
        /// so its next claim of an own key means the other one.
        private mutating func claimAmongFormer(diversified: Bool) -> OwnKey? {
            guard var state = former else { return nil }
            defer { former = state }
            let own = ownVersion
            guard diversified else {
                switch state.last {
                case .own: state.isNext = true
                case .former:
                    state.keys.append(state.keys.removeFirst())
                    state.isNext = own == nil
                default: state.isNext = own == nil
                }
                state.last = .standard
                if own != nil { (version, alternative) = (nil, own) }
                return nil
            }
            guard let own, !state.isNext else {
                state.last = .former
                state.isNext = own == nil
                if own != nil { (version, alternative) = (nil, own) }
                return state.keys[0]
            }
            state.last = .own
            (version, alternative) = (own, 0)
            return ownKey
        }

        /// The request is completed. A key that the client claimed last is the one that the chip has; a key that was given and never claimed stays
        /// possible beside the default one.
        package mutating func settle() {
            guard let state = former else {
                if version != nil { alternative = nil }
                return
            }
            switch state.last {
            case .own: (alternative, former) = (nil, nil)
            case .former where ownVersion == nil:
                (version, assignment, former) = (state.keys[0].version, state.keys[0].assignment, nil)
            default: break
            }
        }
    }
}
