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
        r.DefineOwn(digest, "hexencode", 1, 1, static (ruby, _, a, _) => Hex(ruby, Bytes(ruby, a[0])));
        r.DefineOwn(
            digest,
            "bubblebabble",
            1,
            1,
            static (ruby, _, a, _) => ruby.String(Babble(Bytes(ruby, a[0])))
        );
        r.Classes.Kernel.Define(
            "Digest",
            new NativeMethod(
                "Digest",
                r.Classes.Kernel,
                1,
                1,
                static (ruby, _, a, _) =>
                    ruby.Send(ruby.Classes.Object.Constants["Digest"], "const_get", a[0])
            )
            {
                Visibility = Visibility.Private,
            }
        );
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
    private sealed class Pieces(Func<byte[], byte[]> hash, int block) : ICloneable
    {
        public List<byte> Bytes { get; private init; } = [];

        object ICloneable.Clone() => new Pieces(hash, block) { Bytes = [.. Bytes] };

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
        own.Define("bubblebabble", 1, 1, (r, _, a, _) => r.String(Babble(hash(Bytes(r, a[0])))));
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
        Questions(type);
    }

    /// <summary>What a digest tells of itself, and what empties it.</summary>
    private static void Questions(RubyModule type)
    {
        type.Define("digest_length", 0, 0, static (_, s, _, _) => (long)P(s).Value.Length);
        type.Define("block_length", 0, 0, static (_, s, _, _) => (long)P(s).Block);
        type.Define("length", 0, 0, static (_, s, _, _) => (long)P(s).Value.Length);
        type.Define("new", 0, 0, static (r, s, _, _) => r.Send(r.RealClass(s), "new"));
        foreach (var name in new[] { "hexdigest", "digest", "base64digest" })
        {
            type.Define(
                name + "!",
                0,
                0,
                (r, s, _, _) =>
                {
                    var value = r.Send(s, name);
                    P(s).Bytes.Clear();
                    return value;
                }
            );
        }
        type.Define(
            "file",
            1,
            1,
            static (r, s, a, _) =>
            {
                P(s).Bytes.AddRange(Bytes(r, r.Send(r.Classes.Object.Constants["File"], "read", a[0])));
                return s;
            }
        );
        type.Define("bubblebabble", 0, 0, static (r, s, _, _) => r.String(Babble(P(s).Value)));
        type.Define("size", 0, 0, static (_, s, _, _) => (long)P(s).Value.Length);
        type.Define(
            "==",
            1,
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyNative { State: Pieces other }
                        ? other.Value.AsSpan().SequenceEqual(P(s).Value)
                        : (a[0] is RubyString || r.RespondsTo(a[0], "to_str"))
                            && r.Text(a[0]) == Convert.ToHexStringLower(P(s).Value)
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

    /// <summary>Bytes as words that can be spoken, with a checksum in them (Huima's Bubble Babble).</summary>
    private static string Babble(byte[] bytes)
    {
        const string Vowels = "aeiouy";
        const string Consonants = "bcdfghklmnprstvzx";
        var text = new System.Text.StringBuilder("x");
        var checksum = 1;
        for (var i = 0; i <= bytes.Length; i += 2)
        {
            if (i == bytes.Length)
            {
                text.Append(Vowels[checksum % 6]).Append('x').Append(Vowels[checksum / 6]);
                break;
            }
            var first = bytes[i];
            text.Append(Vowels[((first >> 6 & 3) + checksum) % 6])
                .Append(Consonants[first >> 2 & 15])
                .Append(Vowels[((first & 3) + checksum / 6) % 6]);
            if (i + 1 == bytes.Length)
            {
                break;
            }
            var second = bytes[i + 1];
            text.Append(Consonants[second >> 4]).Append('-').Append(Consonants[second & 15]);
            checksum = (checksum * 5 + first * 7 + second) % 36;
        }
        return text.Append('x').ToString();
    }

    /// <summary>The digest of what was given so far, or of a text alone, which ends all of it.</summary>
    private static byte[] Value(Runtime r, object self, object[] a)
    {
        if (a.Length == 0)
        {
            return P(self).Value;
        }
        P(self).Bytes.Clear();
        return P(self).Hash(Bytes(r, a[0]));
    }
}
