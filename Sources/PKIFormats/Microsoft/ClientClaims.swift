/// The client's operating system, 1.3.6.1.4.1.311.13.2.3 (MS-WCCE 2.2.2.7.1).
///
/// The client claims it; nothing may depend on it.
///
///     OSVersion ::= IA5String
///
/// Clients also write other string types. All are read and kept.
public struct OperatingSystemVersion: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.2.3
    public static let oid = OID.Microsoft.osVersion

    /// The text, `major.minor.build.platform`, for example `10.0.19045.2`.
    public let text: String

    /// The DER of the value, as it was read; an IA5String in a new one.
    public let derEncoded: [UInt8]

    /// Creates the value; text that is not ASCII becomes a UTF8String.
    public init(_ text: String) {
        self.text = text
        derEncoded = (AttributeText(ia5: text) ?? AttributeText(utf8: text)).derEncoded
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        text = try DERElement(parsing: derEncoded, structure: "OSVersion").anyString()
        self.derEncoded = derEncoded
    }

    /// The four numbers; `nil` when the text has another form.
    public var numbers: (major: Int, minor: Int, build: Int, platform: Int)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 4, let major = parts[0], let minor = parts[1], let build = parts[2], let platform = parts[3] else {
            return nil
        }
        return (major, minor, build, platform)
    }
}

/// The account, machine and program that made a request, 1.3.6.1.4.1.311.21.20 (MS-WCCE 2.2.2.7.4).
///
/// The client claims it; nothing may depend on it.
///
///     RequestClientInfo ::= SEQUENCE { clientId INTEGER, MachineName UTF8String, UserName UTF8String, ProcessName UTF8String }
public struct RequestClientInformation: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.20
    public static let oid = OID.Microsoft.requestClientInformation

    /// The kind of client: 5 is the default request, 9 certreq, from 1000 on user-defined.
    public let clientID: Int

    /// The DNS name of the machine.
    public let machineName: String

    /// The account, `DOMAIN\user`.
    public let userName: String

    /// The program.
    public let processName: String

    /// The DER of the value, as it was read; strings at the end may be missing.
    public let derEncoded: [UInt8]

    public init(clientID: Int, machineName: String, userName: String, processName: String) {
        self.clientID = clientID
        self.machineName = machineName
        self.userName = userName
        self.processName = processName
        derEncoded = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(clientID)
                writer.writeUTF8String(machineName)
                writer.writeUTF8String(userName)
                writer.writeUTF8String(processName)
            }
        }
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RequestClientInfo").fields()
        clientID = try fields.next("clientId").integer()
        machineName = try fields.isAtEnd ? "" : fields.next("MachineName").anyString()
        userName = try fields.isAtEnd ? "" : fields.next("UserName").anyString()
        processName = try fields.isAtEnd ? "" : fields.next("ProcessName").anyString()
        try fields.finish()
        self.derEncoded = derEncoded
    }
}

/// The cryptographic provider that holds the key, 1.3.6.1.4.1.311.13.2.2 (MS-WCCE 2.2.2.7.2).
///
/// The client claims it; nothing may depend on it.
///
///     EnrollmentCSPProvider ::= SEQUENCE { keySpec INTEGER, providerName BMPString, signature BIT STRING }
public struct EnrollmentCSPProvider: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.2.2
    public static let oid = OID.Microsoft.enrollmentCSPProvider

    /// 0 for none, 1 for exchange, 2 for signature keys.
    public let keySpec: Int

    /// The provider's name.
    public let providerName: String

    /// The content of the BIT STRING, nearly always empty.
    public let signature: [UInt8]

    /// The DER of the value, as it was read.
    public let derEncoded: [UInt8]

    public init(keySpec: Int, providerName: String, signature: [UInt8] = []) {
        self.keySpec = keySpec
        self.providerName = providerName
        self.signature = signature
        derEncoded = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(keySpec)
                writer.writeBMPString(providerName)
                writer.writeBitString(signature)
            }
        }
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "EnrollmentCSPProvider").fields()
        keySpec = try fields.next("keySpec").integer()
        providerName = try fields.next("providerName").anyString()
        signature = try fields.next("signature").bitString().bytes
        try fields.finish()
        self.derEncoded = derEncoded
    }
}
