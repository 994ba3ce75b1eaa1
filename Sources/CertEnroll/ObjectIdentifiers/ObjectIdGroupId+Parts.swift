/// The parts of the number: a group, and beside it the key length and flags. They cannot be combined in another way.
extension ObjectIdGroupId {
    /// - Parameters:
    ///   - group: one group.
    ///   - bitLength: the key length that a name such as `AES` needs; at most 4095.
    ///   - flags: ``preferCNGAlgorithm`` and ``disableSearchDS``. Neither changes a lookup here: there is one list of names.
    public init(_ group: ObjectIdGroupId, bitLength: UInt32, flags: UInt32 = 0) {
        let length = bitLength << Self.bitLengthShift & Self.bitLengthMask
        self.init(rawValue: group.group.rawValue | length | flags & ~Self.bitLengthMask & ~Self.groupIDMask)
    }

    /// The group alone.
    public var group: ObjectIdGroupId { ObjectIdGroupId(rawValue: rawValue & Self.groupIDMask) }

    /// The key length in bits; 0 for none.
    public var bitLength: UInt32 { (rawValue & Self.bitLengthMask) >> Self.bitLengthShift }
}
