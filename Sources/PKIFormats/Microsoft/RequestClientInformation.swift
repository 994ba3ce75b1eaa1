/// Who made a request on which machine, 1.3.6.1.4.1.311.21.20 (MS-WCCE 2.2.2.7.4). A claim of the client; nothing may depend on it.
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

    /// The DER of the value, as it was read; strings at the end may be missing in it.
    public let derEncoded: [UInt8]

    /// Creates the value.
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

    /// Reads an attribute value.
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
