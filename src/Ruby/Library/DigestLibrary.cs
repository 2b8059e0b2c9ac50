using System.Security.Cryptography;

namespace Bunraku.Ruby;

/// <summary><c>Digest</c>: whole and piece by piece; and where chance comes from.</summary>
internal static class DigestLibrary
{
    private static readonly (string Name, int Block, Func<byte[], byte[]> Hash)[] Kinds =
    [
        ("MD5", 64, MD5.HashData),
        ("SHA1", 64, SHA1.HashData),
        ("SHA256", 64, SHA256.HashData),
        ("SHA384", 128, SHA384.HashData),
        ("SHA512", 128, SHA512.HashData),
    ];

    public static Func<byte[], byte[]>? Find(string name) =>
        Array
            .Find(
                Kinds,
                kind => kind.Name == name.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)
            )
            .Hash;

    public static void Define(Runtime r)
    {
        var digest = r.Classes.MakeModule("Digest", null);
        var parent = r.NewClass(r.Classes.Object);
        r.SetConstant(digest, "Base", parent);
        r.SetConstant(digest, "Class", parent);
        Instances(parent);
        foreach (var (name, block, hash) in Kinds)
        {
            var type = r.NewClass(parent);
            type.Allocator = made => new RubyNative(made, new Pieces(hash, block));
            r.SetConstant(digest, name, type);
            Own(r.SingletonOf(type), hash);
        }
        Sized(r, digest);
        var random = r.Classes.Kernel;
        random.Define(
            "__random_bytes",
            new NativeMethod(
                "__random_bytes",
                random,
                1,
                1,
                static (r, _, a, _) =>
                    EncodingMethods.FromBytes(
                        r,
                        r.Doors.Random((int)Math.Min(r.Int(a[0]), r.Limits.Size)),
                        RubyEncoding.Binary
                    )
            )
            {
                Visibility = Visibility.Private,
            }
        );
        random.Define(
            "__random_integer",
            new NativeMethod(
                "__random_integer",
                random,
                0,
                0,
                static (r, _, _, _) => BitConverter.ToInt64(r.Doors.Random(8)) & long.MaxValue
            )
            {
                Visibility = Visibility.Private,
            }
        );
    }

    /// <summary><c>Digest::SHA2</c>, which is told how many bits are wanted.</summary>
    private static void Sized(Runtime r, RubyModule digest)
    {
        var type = r.NewClass((RubyModule)digest.Constants["Base"]);
        type.Allocator = made => new RubyNative(made, new Pieces(SHA256.HashData, 64));
        type.Define(
            "initialize",
            0,
            1,
            static (r, s, a, _) =>
            {
                var bits = a.Length > 0 ? r.Int(a[0]) : 256;
                var kind = Array.Find(Kinds, kind => kind.Name == $"SHA{bits}");
                ((RubyNative)s).State =
                    kind.Hash is { } hash && bits > 1
                        ? new Pieces(hash, kind.Block)
                        : throw r.Error("ArgumentError", $"unsupported bit length: {bits}");
                return s;
            }
        );
        r.SetConstant(digest, "SHA2", type);
        Own(r.SingletonOf(type), SHA256.HashData);
    }

    /// <summary>What was given so far.</summary>
    private sealed class Pieces(Func<byte[], byte[]> hash, int block)
    {
        public List<byte> Bytes { get; } = [];

        public int Block => block;

        public byte[] Value => hash([.. Bytes]);

        public Func<byte[], byte[]> Hash => hash;
    }

    private static Pieces P(object self) => (Pieces)((RubyNative)self).State;

    private static RubyString Hex(Runtime r, byte[] bytes) =>
        new(r.Classes.String, Convert.ToHexStringLower(bytes)) { Encoding = RubyEncoding.Ascii };

    private static byte[] Bytes(Runtime r, object value) =>
        value is RubyString text ? text.Bytes : System.Text.Encoding.UTF8.GetBytes(r.Text(value));

    private static void Own(RubyModule own, Func<byte[], byte[]> hash)
    {
        own.Define("hexdigest", 1, 1, (r, _, a, _) => Hex(r, hash(Bytes(r, a[0]))));
        own.Define(
            "digest",
            1,
            1,
            (r, _, a, _) => EncodingMethods.FromBytes(r, hash(Bytes(r, a[0])), RubyEncoding.Binary)
        );
        own.Define(
            "base64digest",
            1,
            1,
            (r, _, a, _) => r.String(Convert.ToBase64String(hash(Bytes(r, a[0]))))
        );
        own.Define(
            "file",
            1,
            1,
            (r, s, a, _) =>
            {
                var made = r.Send(s, "new");
                P(made).Bytes.AddRange(Bytes(r, r.Send(r.Classes.Object.Constants["File"], "read", a[0])));
                return made;
            }
        );
    }

    private static void Instances(RubyModule type)
    {
        foreach (var name in new[] { "update", "<<" })
        {
            type.Define(
                name,
                1,
                1,
                static (r, s, a, _) =>
                {
                    P(s).Bytes.AddRange(Bytes(r, a[0]));
                    return s;
                }
            );
        }
        type.Define(
            "reset",
            0,
            0,
            static (_, s, _, _) =>
            {
                P(s).Bytes.Clear();
                return s;
            }
        );
        foreach (var name in new[] { "hexdigest", "to_s" })
        {
            type.Define(name, 0, 1, static (r, s, a, _) => Hex(r, Value(r, s, a)));
        }
        type.Define(
            "digest",
            0,
            1,
            static (r, s, a, _) => EncodingMethods.FromBytes(r, Value(r, s, a), RubyEncoding.Binary)
        );
        type.Define(
            "base64digest",
            0,
            1,
            static (r, s, a, _) => r.String(Convert.ToBase64String(Value(r, s, a)))
        );
        type.Define("digest_length", 0, 0, static (_, s, _, _) => (long)P(s).Value.Length);
        type.Define("block_length", 0, 0, static (_, s, _, _) => (long)P(s).Block);
        type.Define("size", 0, 0, static (_, s, _, _) => (long)P(s).Value.Length);
        type.Define(
            "==",
            1,
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyNative { State: Pieces other }
                        ? other.Value.AsSpan().SequenceEqual(P(s).Value)
                        : a[0] is RubyString text && text.Text == Convert.ToHexStringLower(P(s).Value)
                )
        );
        type.Define(
            "inspect",
            0,
            0,
            static (r, s, _, _) =>
                r.String($"#<{r.RealClass(s).DisplayName}: {Convert.ToHexStringLower(P(s).Value)}>")
        );
    }

    private static byte[] Value(Runtime r, object self, object[] a) =>
        a.Length > 0 ? P(self).Hash(Bytes(r, a[0])) : P(self).Value;
}
