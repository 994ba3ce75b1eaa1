public import PKIDirectory

/// The caller of an authority. The type is in `PKIDirectory`, beside the record of callers' acts; this name lets clients of an authority
/// find it here.
public typealias Caller = PKIDirectory.Caller
