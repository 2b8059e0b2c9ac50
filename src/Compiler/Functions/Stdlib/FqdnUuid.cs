using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FqdnUuid() : LegacyFunction("fqdn_uuid")
{
    public override ImmutableArray<string> Aliases => ["stdlib::fqdn_uuid"];

    public override ImmutableArray<string> Signatures => ["(String fqdn)"];

    public override string Doc =>
        """
            The UUID (version 5) of a host name.

                fqdn_uuid('puppetlabs.com') # => '9c70320f-6815-5fc5-ab0f-debe68bf764c'
            """;

    private static ReadOnlySpan<byte> DnsNamespace =>
        [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("fqdn_uuid: No arguments given");
        }
        if (arguments.Length > 1)
        {
            throw invocation.Failure($"fqdn_uuid: Too many arguments given ({arguments.Length})");
        }
        if (arguments[0] is not StringValue)
        {
            throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
        }
        var bytes = SHA1.HashData([
            .. DnsNamespace,
            .. Encoding.UTF8.GetBytes(((StringValue)arguments[0]).Text),
        ]);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x50);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new StringValue(new Guid(bytes.AsSpan(0, 16), bigEndian: true).ToString());
    }
}
