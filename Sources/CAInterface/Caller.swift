public import PKIDirectory

/// Who asks an authority. It stands in `PKIDirectory`, beside the record of what callers do; whoever speaks to an authority finds it here.
public typealias Caller = PKIDirectory.Caller
