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
            foreach (var name in encoding.Names.Prepend(encoding.Name).Where(name => char.IsLetter(name[0])))
            {
                var constant = char.ToUpperInvariant(name[0]) + name[1..].Replace('-', '_').Replace('.', '_');
                type.Constants[constant] = type.Constants[constant.ToUpperInvariant()] = value;
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
            "compatible?",
            2,
            2,
            static (r, _, a, _) =>
                a is [RubyString one, RubyString other] && RubyEncoding.Compatible(one, other) is { } shared
                    ? Value(r, shared)
                    : Nil.Value
        );
        own.Define(
            "list",
            0,
            0,
            static (r, _, _, _) => r.Array([.. RubyEncoding.All.Select(encoding => Value(r, encoding))])
        );
    }

    private static RubyEncoding E(object value) => (RubyEncoding)((RubyNative)value).State;

    private static readonly NativeTable Table = new(static t =>
    {
        t.On(
            "name",
            0,
            static (r, s, _, _) =>
                new RubyString(r.Classes.String, E(s).Name) { Encoding = RubyEncoding.Ascii }
        );
        t.Alias("to_s", "name");
        t.On("inspect", 0, static (r, s, _, _) => r.String(((RubyNative)s).State.ToString()!));
        t.On("ascii_compatible?", 0, static (_, s, _, _) => Booleans.Of(E(s).IsAsciiCompatible));
        t.On("dummy?", 0, static (_, s, _, _) => Booleans.Of(E(s).IsDummy));
        t.On(
            "names",
            0,
            static (r, s, _, _) =>
                r.Array([
                    .. E(s)
                        .Names.Prepend(E(s).Name)
                        .Where(name => name != "UTF8")
                        .Concat(E(s) == RubyEncoding.Utf8 ? ["locale", "external", "filesystem"] : [])
                        .Select(r.String),
                ])
        );
    });

    private static RubyModule Type(Runtime r) => (RubyModule)r.Classes.Object.Constants["Encoding"];

    public static object Value(Runtime r, RubyEncoding encoding) => Type(r).Constants[encoding.ConstantName];

    public static RubyEncoding Of(Runtime r, object value) =>
        value is RubyNative { State: RubyEncoding encoding } ? encoding
        : RubyEncoding.Find(r.Text(value)) is { } found ? found
        : throw r.Error("ArgumentError", $"unknown encoding name - {r.Text(value)}");

    public static RubyError Problem(Runtime r, string name, string message) =>
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
                r.Change(self);
                if (wanted != self.Encoding)
                {
                    self.Text = FromBytes(r, self.Bytes, wanted).Text;
                    self.Encoding = wanted;
                }
                return s;
            }
        );
        t.On("b", 0, static (r, s, _, _) => FromBytes(r, ((RubyString)s).Bytes, RubyEncoding.Binary));
        t.On("encode", 0, 3, static (r, s, a, _) => Transcoding.Encoded(r, (RubyString)s, a));
        t.On(
            "encode!",
            0,
            3,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                var made = Transcoding.Encoded(r, (RubyString)s, a);
                (((RubyString)s).Text, ((RubyString)s).Encoding) = (made.Text, made.Encoding);
                return s;
            }
        );
        t.On("valid_encoding?", 0, static (_, s, _, _) => Booleans.Of(IsValid((RubyString)s)));
        t.On("ascii_only?", 0, static (_, s, _, _) => Booleans.Of(((RubyString)s).IsAscii));
        t.On("scrub", 0, 1, static (r, s, a, b) => Scrubbed(r, (RubyString)s, a, b));
        t.On(
            "scrub!",
            0,
            1,
            static (r, s, a, b) =>
            {
                if (!IsValid((RubyString)s))
                {
                    r.Change((RubyObject)s);
                    ((RubyString)s).Text = Scrubbed(r, (RubyString)s, a, b).Text;
                }
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

    /// <summary>Whether all of it is characters of its encoding.</summary>
    public static bool IsValid(RubyString text) =>
        text.IsText ? RubyEncoding.IsWhole(text.Text)
        : text.Encoding == RubyEncoding.Ascii ? RubyEncoding.IsAscii(text.Text)
        : text.Encoding.UnitSize == 1
            || Transcoding.Pieces(text.Bytes, text.Encoding).All(piece => piece.Character is not null);

    private static RubyString Scrubbed(Runtime r, RubyString self, object[] a, RubyProc? block)
    {
        var filler = a is [not Nil] ? r.Text(a[0]) : null;
        if (filler is not null && !RubyEncoding.IsWhole(filler))
        {
            throw r.Error("ArgumentError", $"replacement must be valid byte sequence '{filler}'");
        }
        if (IsValid(self))
        {
            return FromBytes(r, self.Bytes, self.Encoding);
        }
        var text = new StringBuilder();
        foreach (var piece in Transcoding.Pieces(self.Bytes, self.Encoding))
        {
            text.Append(
                piece.Character is { } rune ? rune.ToString()
                : filler is not null ? filler
                : block is not null ? r.ToText(block.Call(FromBytes(r, piece.Wrong, self.Encoding)))
                : self.Encoding.Codec is null ? "?"
                : "\ufffd"
            );
        }
        return FromBytes(
            r,
            (self.Encoding.Codec ?? Encoding.Latin1).GetBytes(text.ToString()),
            self.Encoding
        );
    }

    /// <summary>The encoding of two strings together.</summary>
    public static RubyEncoding Shared(Runtime r, RubyString one, RubyString other) =>
        RubyEncoding.Compatible(one, other)
        ?? throw Problem(
            r,
            "CompatibilityError",
            $"incompatible character encodings: {one.Encoding.Name} and {other.Encoding.Name}"
        );

    /// <summary>Fails where bytes of a text make no character.</summary>
    public static RubyString Whole(Runtime r, object text) =>
        text is RubyString whole && IsValid(whole)
            ? whole
            : throw r.Error("ArgumentError", $"invalid byte sequence in {((RubyString)text).Encoding.Name}");

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
            Whole(r, self).Text,
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
}
