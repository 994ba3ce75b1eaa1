// The documented interfaces that only one class has: the class is the interface (docs/decisions/0036). An interface that several classes have
// is a protocol.

/// Source: "IObjectId interface".
public typealias IObjectId = ObjectId
/// Source: "IObjectIds interface".
public typealias IObjectIds = ObjectIds
/// Source: "IX509Extensions interface".
public typealias IX509Extensions = X509Extensions
/// Source: "IX509Attributes interface".
public typealias IX509Attributes = X509Attributes
/// Source: "ICryptAttribute interface".
public typealias ICryptAttribute = CryptAttribute
/// Source: "ICryptAttributes interface".
public typealias ICryptAttributes = CryptAttributes
