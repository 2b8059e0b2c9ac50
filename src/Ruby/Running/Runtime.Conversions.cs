using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

// Conversions between values, and making them.
public sealed partial class Runtime
{
    public RubyString String(string text)
    {
        Made(text.Length);
        return new(Classes.String, text);
    }

    public RubyArray Array(List<object> items)
    {
        Made(items.Count);
        return new(Classes.Array, items);
    }

    public RubyHash Hash() => new(Classes.Hash);

    internal RubyProc Native(Func<object[], object> body, int arity = -1) =>
        new(Classes.Proc, (arguments, _) => body(arguments), arity);

    /// <summary>Strings are kept as keys in a frozen copy.</summary>
    internal object HashKey(object key) =>
        key is RubyString { IsFrozen: false } text
            ? new RubyString(text.Class, text.Text) { IsFrozen = true }
            : key;

    /// <summary>As <c>to_s</c> and interpolation have it.</summary>
    internal string ToText(object value) =>
        value switch
        {
            RubyString text => text.Text,
            Symbol symbol => symbol.Name,
            long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Nil => "",
            bool truth => truth ? "true" : "false",
            double number => FloatText.Of(number),
            BigInteger number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => Send(value, "to_s") is RubyString text ? text.Text : AnyToText(value),
        };

    internal string Inspect(object value) =>
        value switch
        {
            RubyString text when text.Class == Classes.String => Inspection.Of(text),
            Symbol symbol => Inspection.Of(symbol),
            long or double or BigInteger or bool => ToText(value),
            Nil => "nil",
            _ => ToText(Send(value, "inspect")),
        };

    /// <summary>How something is shown; within itself, by a mark in its place.</summary>
    internal string Shown(object self, string again, Func<string> show)
    {
        if (!Inspected.Add(self))
        {
            return again;
        }
        try
        {
            return show();
        }
        finally
        {
            Inspected.Remove(self);
        }
    }

    /// <summary>A string that an argument must be.</summary>
    internal string Text(object value) =>
        value switch
        {
            RubyString text => text.Text,
            RubyObject when RespondsTo(value, "to_str") => Converted<RubyString>(value, "to_str").Text,
            _ => throw Error("TypeError", $"no implicit conversion of {Kind(value)} into String"),
        };

    /// <summary>What a conversion gives, which has to be of its kind.</summary>
    private T Converted<T>(object value, string conversion)
        where T : RubyObject
    {
        var made = Send(value, conversion);
        if (made is T wanted)
        {
            return wanted;
        }
        return Wrong<T>(value, conversion, made);
    }

    private T Wrong<T>(object value, string conversion, object made)
    {
        var type = RealClass(value).DisplayName;
        var target = conversion switch
        {
            "to_str" => "String",
            "to_hash" => "Hash",
            _ => "Array",
        };
        throw Error(
            "TypeError",
            $"can't convert {type} to {target} ({type}#{conversion} gives {Kind(made)})"
        );
    }

    /// <summary>A name that an argument must be: a symbol or a string.</summary>
    internal string NameOf(object value) =>
        value switch
        {
            Symbol symbol => symbol.Name,
            RubyString text => text.Text,
            _ => throw Error("TypeError", $"{Inspect(value)} is not a symbol nor a string"),
        };

    internal long Int(object value) =>
        value switch
        {
            long number => number,
            double number when double.IsFinite(number) => (long)number,
            BigInteger => throw Error("RangeError", "bignum too big to convert into `long'"),
            RubyObject when RespondsTo(value, "to_int") => Int(Send(value, "to_int")),
            _ => throw Error(
                "TypeError",
                value is Nil
                    ? "no implicit conversion from nil to integer"
                    : $"no implicit conversion of {Kind(value)} into Integer"
            ),
        };

    /// <summary>A value's kind in messages: <c>nil</c>, <c>true</c>, or its class.</summary>
    internal string Kind(object value) =>
        value is Nil ? "nil"
        : value is bool truth
            ? truth ? "true"
                : "false"
        : RealClass(value).DisplayName;

    internal RubyHash ToHash(object value) =>
        value switch
        {
            RubyHash hash => hash,
            Nil => Hash(),
            _ when RespondsTo(value, "to_hash") => Converted<RubyHash>(value, "to_hash"),
            _ => throw Error("TypeError", $"no implicit conversion of {Kind(value)} into Hash"),
        };

    internal RubyArray ToArray(object value) =>
        value switch
        {
            RubyArray array => array,
            RubyObject when RespondsTo(value, "to_ary") => Converted<RubyArray>(value, "to_ary"),
            _ => throw Error("TypeError", $"no implicit conversion of {Kind(value)} into Array"),
        };

    internal IReadOnlyList<object> Splat(object value) =>
        value switch
        {
            RubyArray array => [.. array.Items],
            Nil => [],
            RubyObject when RespondsTo(value, "to_a") => [.. Converted<RubyArray>(value, "to_a").Items],
            _ => [value],
        };

    /// <summary>What several targets take of one value.</summary>
    internal List<object> TakenApart(object value) =>
        value is RubyObject and not RubyString and not RubyHash and not RubyModule
        && RespondsTo(value, "to_ary")
        && Send(value, "to_ary") is var taken and not Nil
            ? taken is RubyArray list
                ? [.. list.Items]
                : Wrong<List<object>>(value, "to_ary", taken)
            : [value];

    internal RubyProc? ToProc(object value) =>
        value switch
        {
            Nil => null,
            RubyProc proc => proc,
            Symbol symbol => new RubyProc(
                Classes.Proc,
                (arguments, block) =>
                    arguments.Length == 0
                        ? throw Error("ArgumentError", "no receiver given")
                        : Send(arguments[0], symbol.Name, arguments[1..], block),
                -2
            )
            {
                IsLambda = true,
            },
            RubyObject when RespondsTo(value, "to_proc") => (RubyProc)Send(value, "to_proc"),
            _ => throw Error("TypeError", $"wrong argument type {Kind(value)} (expected Proc)"),
        };

    /// <summary>All that an iteration gives.</summary>
    internal IEnumerable<object> Each(object value)
    {
        switch (value)
        {
            case RubyArray array:
                return Items(array);
            case RubyHash hash:
                return hash.Pairs.ToList().Select(pair => (object)Array([pair.Key, pair.Value]));
            case RubyRange range:
                return RangeMethods.Items(this, range);
            case RubyStruct structure:
                return structure.Values;
            case RubyNative { State: RubyHash set } when RealClass(value).Is(Classes.Set):
                return [.. set.Pairs.Keys];
            default:
                var items = new List<object>();
                Iterate(
                    value,
                    item =>
                    {
                        items.Add(item);
                        return true;
                    }
                );
                return items;
        }
    }

    private static IEnumerable<object> Items(RubyArray array)
    {
        for (var i = 0; i < array.Items.Count; i++)
        {
            yield return array.Items[i];
        }
    }

    /// <summary>Visits what an iteration gives, until the visitor says that it is enough.</summary>
    internal void Iterate(object value, Func<object, bool> visit)
    {
        if (value is RubyArray or RubyHash or RubyRange or RubyStruct)
        {
            foreach (var item in Each(value))
            {
                Step();
                if (!visit(item))
                {
                    return;
                }
            }
            return;
        }
        var tag = new object();
        var block = Native(arguments =>
            visit(
                arguments.Length switch
                {
                    0 => Nil.Value,
                    1 => arguments[0],
                    _ => Array([.. arguments]),
                }
            )
                ? Nil.Value
                : throw new BreakException(tag, Nil.Value)
        );
        try
        {
            if (value is RubyEnumerator enumerator)
            {
                Send(enumerator.Receiver, enumerator.Method, enumerator.Arguments, block);
            }
            else
            {
                Send(value, "each", [], block);
            }
        }
        catch (BreakException exit) when (exit.Tag == tag) { }
    }

    internal bool AreEqual(object x, object y) =>
        (x, y) switch
        {
            _ when ReferenceEquals(x, y) => x is not double number || !double.IsNaN(number),
            (long a, long b) => a == b,
            (RubyString a, RubyString b) => a.Text == b.Text
                && (a.Encoding == b.Encoding || RubyEncoding.IsAscii(a.Text)),
            (Symbol a, Symbol b) => a == b,
            (bool a, bool b) => a == b,
            (Nil or bool or Symbol, _) => false,
            (long or double or BigInteger, long or double or BigInteger) => Numbers.Compare(x, y) == 0,
            (long or double or BigInteger, RubyObject) => y is not RubyString
                && ClassOf(y).Is(Classes.Numeric)
                && IsTrue(Send(y, "==", x)),
            (RubyString, _) => false,
            _ => IsTrue(Send(x, "==", y)),
        };

    /// <summary>The order of two values; null when they have none.</summary>
    internal int? CompareOrNull(object x, object y)
    {
        switch (x, y)
        {
            case (long a, long b):
                return a.CompareTo(b);
            case (RubyString a, RubyString b):
                return Math.Sign(string.CompareOrdinal(a.Text, b.Text));
            case (long or double or BigInteger, long or double or BigInteger):
                return x is double.NaN || y is double.NaN ? null : Numbers.Compare(x, y);
            default:
                return Send(x, "<=>", y) is var result && IsNumber(result) ? Numbers.Sign(result) : null;
        }
    }

    internal int Compare(object x, object y) =>
        CompareOrNull(x, y)
        ?? throw Error(
            "ArgumentError",
            $"comparison of {RealClass(x).DisplayName} with {(y is Nil or bool or long or double ? Inspect(y) : RealClass(y).DisplayName)} failed"
        );
}
