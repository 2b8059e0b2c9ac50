using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>Values of catalogs as values of Ruby, and back.</summary>
internal static class RubyValues
{
    private const string SensitiveName = "Puppet::Pops::Types::PSensitiveType::Sensitive";

    public static object ToRuby(Runtime ruby, Value value)
    {
        switch (value)
        {
            case StringValue text:
                return ruby.String(text.Text);
            case IntegerValue number:
                return number.Number;
            case FloatValue number:
                return number.Number;
            case BooleanValue truth:
                return truth.IsTrue;
            case UndefValue:
                return Nil.Value;
            case DefaultValue:
                return new Symbol("default");
            case SymbolValue symbol:
                return new Symbol(symbol.Name);
            case SensitiveValue secret:
                return ToRuby(ruby, secret.Inner);
            case RegexpValue regexp:
                return ruby.Regexp(regexp.Pattern);
            case ArrayValue array:
                return ruby.Array([.. array.Items.Select(item => ToRuby(ruby, item))]);
            case HashValue hash:
                var made = ruby.Hash();
                foreach (var (key, item) in hash.Pairs)
                {
                    made[ToRuby(ruby, key)] = ToRuby(ruby, item);
                }
                return made;
            default:
                return ruby.String(value.ToString());
        }
    }

    public static Value ToPuppet(Runtime ruby, object value) =>
        value switch
        {
            RubyString text => new StringValue(text.Text),
            long number => new IntegerValue(number),
            double number => new FloatValue(number),
            bool truth => BooleanValue.Of(truth),
            Nil => UndefValue.Instance,
            Symbol symbol => new StringValue(symbol.Name),
            RubyArray array => ArrayValue.Of(array.Items.Select(item => ToPuppet(ruby, item))),
            RubyHash hash => HashValue.Of(
                hash.Pairs.Select(pair =>
                    KeyValuePair.Create(ToPuppet(ruby, pair.Key), ToPuppet(ruby, pair.Value))
                )
            ),
            RubyObject thing when ruby.TypeOf(thing).Name == SensitiveName => new SensitiveValue(
                ToPuppet(ruby, ruby.Invoke(thing, "unwrap", []))
            ),
            _ => new StringValue(ruby.TextOf(value)),
        };

    /// <summary>A text of Ruby as bytes: characters are bytes already, or are written as UTF-8.</summary>
    public static byte[] Bytes(RubyString text) =>
        text.IsBinary ? System.Text.Encoding.Latin1.GetBytes(text.Text) : Unix.UnixText.Encode(text.Text);
}
