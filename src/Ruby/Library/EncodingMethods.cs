using System.Text;

namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>Encodings as values, and what strings do with them.</summary>
internal static class EncodingMethods
{
    public static void Define(Runtime r)
    {
        var type = r.Classes.Make("Encoding", r.Classes.Object, Table, null);
        foreach (var encoding in RubyEncoding.All)
        {
            var value = new RubyNative(type, encoding) { IsFrozen = true };
            type.Constants[encoding.ConstantName] = value;
            foreach (var name in encoding.Names)
            {
                type.Constants[name.Replace('-', '_').ToUpperInvariant()] = value;
            }
        }
        var problem = (RubyModule)r.Classes.Object.Constants["EncodingError"];
        foreach (
            var name in new[]
            {
                "CompatibilityError",
                "UndefinedConversionError",
                "InvalidByteSequenceError",
                "ConverterNotFoundError",
            }
        )
        {
            r.SetConstant(type, name, r.NewClass(problem));
        }
        var own = r.SingletonOf(type);
        own.Define("default_external", 0, 0, static (r, _, _, _) => Value(r, RubyEncoding.Utf8));
        own.Define("default_internal", 0, 0, static (_, _, _, _) => Nil.Value);
        own.Define("default_external=", 1, 1, static (_, _, a, _) => a[0]);
        own.Define("default_internal=", 1, 1, static (_, _, a, _) => a[0]);
        own.Define("find", 1, 1, static (r, _, a, _) => Value(r, Of(r, a[0])));
        own.Define(
            "list",
            0,
            0,
            static (r, _, _, _) => r.Array([.. RubyEncoding.All.Select(encoding => Value(r, encoding))])
        );
    }

    private static readonly NativeTable Table = new(static t =>
    {
        t.On("name", 0, static (r, s, _, _) => r.String(((RubyEncoding)((RubyNative)s).State).Name));
        t.Alias("to_s", "name");
        t.On("inspect", 0, static (r, s, _, _) => r.String(((RubyNative)s).State.ToString()!));
        t.On(
            "ascii_compatible?",
            0,
            static (_, s, _, _) =>
                Booleans.Of(
                    !((RubyEncoding)((RubyNative)s).State).Name.StartsWith("UTF-16", StringComparison.Ordinal)
                )
        );
    });

    private static RubyModule Type(Runtime r) => (RubyModule)r.Classes.Object.Constants["Encoding"];

    public static object Value(Runtime r, RubyEncoding encoding) => Type(r).Constants[encoding.ConstantName];

    private static RubyEncoding Of(Runtime r, object value) =>
        value is RubyNative { State: RubyEncoding encoding } ? encoding
        : RubyEncoding.Find(r.Text(value)) is { } found ? found
        : throw r.Error("ArgumentError", $"unknown encoding name - {r.Text(value)}");

    private static RubyError Problem(Runtime r, string name, string message) =>
        r.Error((RubyModule)Type(r).Constants[name], message);

    public static RubyString FromBytes(Runtime r, byte[] bytes, RubyEncoding encoding) =>
        new(
            r.Classes.String,
            encoding == RubyEncoding.Utf8 ? RubyEncoding.Text(bytes) : RubyEncoding.Latin(bytes)
        )
        {
            Encoding = encoding,
        };

    // A table of methods: the method length is that of the list.
    public static void Fill(NativeTable t)
    {
        t.On("encoding", 0, static (r, s, _, _) => Value(r, ((RubyString)s).Encoding));
        t.On(
            "force_encoding",
            1,
            static (r, s, a, _) =>
            {
                var self = (RubyString)s;
                var wanted = Of(r, a[0]);
                if (wanted != self.Encoding)
                {
                    r.Change(self);
                    self.Text = FromBytes(r, self.Bytes, wanted).Text;
                    self.Encoding = wanted;
                }
                return s;
            }
        );
        t.On("b", 0, static (r, s, _, _) => FromBytes(r, ((RubyString)s).Bytes, RubyEncoding.Binary));
        t.On("encode", 0, 3, static (r, s, a, _) => Encoded(r, (RubyString)s, a));
        t.On(
            "encode!",
            0,
            3,
            static (r, s, a, _) =>
            {
                var made = Encoded(r, (RubyString)s, a);
                (((RubyString)s).Text, ((RubyString)s).Encoding) = (made.Text, made.Encoding);
                return s;
            }
        );
        t.On(
            "valid_encoding?",
            0,
            static (_, s, _, _) =>
                Booleans.Of(
                    ((RubyString)s) is { IsText: true } text
                        ? RubyEncoding.IsWhole(text.Text)
                        : ((RubyString)s).Encoding != RubyEncoding.Ascii
                            || RubyEncoding.IsAscii(((RubyString)s).Text)
                )
        );
        t.On(
            "ascii_only?",
            0,
            static (_, s, _, _) => Booleans.Of(RubyEncoding.IsAscii(((RubyString)s).Text))
        );
        t.On(
            "scrub",
            0,
            1,
            static (r, s, a, b) =>
            {
                var output = new StringBuilder();
                var text = ((RubyString)s).Text;
                for (var i = 0; i < text.Length; i++)
                {
                    output.Append(
                        !((RubyString)s).IsText || !RubyEncoding.HasStray(text, i) ? text[i].ToString()
                        : b is not null
                            ? r.ToText(b.Call(FromBytes(r, [(byte)(text[i] - 0xdc00)], RubyEncoding.Utf8)))
                        : a.Length > 0 && a[0] is not Nil ? r.Text(a[0])
                        : "\ufffd"
                    );
                }
                return r.String(output.ToString());
            }
        );
        t.On(
            "scrub!",
            0,
            1,
            static (r, s, a, b) =>
            {
                r.Change((RubyObject)s);
                ((RubyString)s).Text = r.Text(r.Send(s, "scrub", a, b));
                return s;
            }
        );
        t.On("unicode_normalize", 0, 1, static (r, s, a, _) => r.String(Normalized(r, s, a)));
        t.On(
            "unicode_normalize!",
            0,
            1,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                ((RubyString)s).Text = Normalized(r, s, a);
                return s;
            }
        );
        t.On(
            "unicode_normalized?",
            0,
            1,
            static (r, s, a, _) => Booleans.Of(Normalized(r, s, a) == ((RubyString)s).Text)
        );
        t.On(
            "getbyte",
            1,
            static (r, s, a, _) =>
            {
                var bytes = ((RubyString)s).Bytes;
                var at = r.Int(a[0]);
                at = at < 0 ? at + bytes.Length : at;
                return at >= 0 && at < bytes.Length ? (long)bytes[at] : Nil.Value;
            }
        );
        t.On(
            "setbyte",
            2,
            static (r, s, a, _) =>
            {
                var (self, at) = ((RubyString)s, r.Int(a[0]));
                r.Change(self);
                var bytes = self.Bytes;
                if (at < -bytes.Length || at >= bytes.Length)
                {
                    throw r.Error("IndexError", $"index {at} out of string");
                }
                bytes[at < 0 ? at + bytes.Length : at] = (byte)r.Int(a[1]);
                self.Text = FromBytes(r, bytes, self.Encoding).Text;
                return a[1];
            }
        );
        t.On(
            "byteslice",
            1,
            2,
            static (r, s, a, _) =>
            {
                var self = (RubyString)s;
                var bytes = FromBytes(r, self.Bytes, RubyEncoding.Binary);
                return r.Send(bytes, "[]", a) is RubyString part
                    ? FromBytes(r, System.Text.Encoding.Latin1.GetBytes(part.Text), self.Encoding)
                    : Nil.Value;
            }
        );
    }

    private static string Normalized(Runtime r, object self, object[] a)
    {
        var form = a.Length > 0 ? r.NameOf(a[0]) : "nfc";
        if (self is RubyString { IsText: false, Encoding: var encoding } && encoding != RubyEncoding.Ascii)
        {
            throw Problem(
                r,
                "CompatibilityError",
                $"Unicode Normalization not appropriate for {encoding.Name}"
            );
        }
        return UnicodeNormalization.Of(
            ((RubyString)self).Text,
            form switch
            {
                "nfc" => NormalizationForm.FormC,
                "nfd" => NormalizationForm.FormD,
                "nfkc" => NormalizationForm.FormKC,
                "nfkd" => NormalizationForm.FormKD,
                _ => throw r.Error("ArgumentError", $"Invalid normalization form {form}."),
            }
        );
    }

    private static RubyString Encoded(Runtime r, RubyString self, object[] a)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        a = options is null ? a : a[..^1];
        var target = a.Length > 0 ? Named(r, a[0], self.Encoding.Name, true) : RubyEncoding.Utf8;
        var source = a.Length > 1 ? Named(r, a[1], target.Name, false) : self.Encoding;
        var (isLax, isBlind) = (Is(options, "undef"), Is(options, "invalid"));
        var filler = options?.Find(new Symbol("replace")) is RubyString given ? given.Text : null;
        if (source == target && !isBlind)
        {
            return FromBytes(r, self.Bytes, target);
        }
        var text = Characters(r, self.Bytes, source, target, isLax || isBlind, filler);
        if (options?.Find(new Symbol("universal_newline")) is true)
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }
        if (target == RubyEncoding.Utf8)
        {
            return r.String(text);
        }
        var fallback = options?.Find(new Symbol("fallback"));
        return FromBytes(r, Coded(r, text, source, target, isLax ? filler ?? "?" : null, fallback), target);
    }

    private static bool Is(RubyHash? options, string name) => options?.Find(new Symbol(name)) is Symbol;

    private static RubyEncoding Named(Runtime r, object value, string other, bool isTarget) =>
        value is RubyNative { State: RubyEncoding encoding }
            ? encoding
            : RubyEncoding.Find(r.Text(value))
                ?? throw Problem(
                    r,
                    "ConverterNotFoundError",
                    $"code converter not found ({(isTarget ? other : r.Text(value))} to {(isTarget ? r.Text(value) : other)})"
                );

    private static string Characters(
        Runtime r,
        byte[] bytes,
        RubyEncoding source,
        RubyEncoding target,
        bool isLax,
        string? filler
    )
    {
        if (source.Codec is { } codec && source != RubyEncoding.Utf8 && source != RubyEncoding.Ascii)
        {
            return codec.GetString(bytes);
        }
        var output = new StringBuilder();
        var text =
            source == RubyEncoding.Utf8
                ? RubyEncoding.Text(bytes)
                : string.Concat(bytes.Select(b => (char)(b < 128 ? b : 0xdc00 + b)));
        for (var i = 0; i < text.Length; i++)
        {
            if (!RubyEncoding.HasStray(text, i))
            {
                output.Append(text[i]);
            }
            else if (isLax)
            {
                output.Append(filler ?? (target == RubyEncoding.Utf8 ? "\ufffd" : "?"));
            }
            else
            {
                var shown = $"\"\\x{text[i] - 0xdc00:X2}\"";
                throw source == RubyEncoding.Utf8
                    ? Problem(r, "InvalidByteSequenceError", $"{shown} on UTF-8")
                    : Problem(r, "UndefinedConversionError", $"{shown} from {source.Name} to {target.Name}");
            }
        }
        return output.ToString();
    }

    /// <summary>What a hash or a method says for a character that the encoding has not.</summary>
    private static object Fallback(Runtime r, object fallback, string character) =>
        r.Send(fallback, fallback is RubyHash ? "[]" : "call", r.String(character));

    private static byte[] Coded(
        Runtime r,
        string text,
        RubyEncoding source,
        RubyEncoding target,
        string? filler,
        object? fallback
    )
    {
        var most = target.Name switch
        {
            "US-ASCII" or "ASCII-8BIT" => 0x7f,
            "ISO-8859-1" or "Windows-1252" => 0xff,
            _ => int.MaxValue,
        };
        var output = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            output.Append(
                rune.Value <= most ? rune.ToString()
                : fallback is not null && Fallback(r, fallback, rune.ToString()) is RubyString other
                    ? other.Text
                : filler
                    ?? throw Problem(
                        r,
                        "UndefinedConversionError",
                        $"U+{rune.Value:X4} from {source.Name} to {target.Name}"
                    )
            );
        }
        var coded = (target.Codec ?? Encoding.Latin1).GetBytes(output.ToString());
        return target.Codec?.GetPreamble() is { Length: > 0 } mark && target != RubyEncoding.Utf8
            ? [.. mark, .. coded]
            : coded;
    }
}
