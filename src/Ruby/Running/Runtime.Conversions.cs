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
        if (Inspected.Contains(self))
        {
            return again;
        }
        Enter();
        Inspected.Add(self);
        try
        {
            return show();
        }
        finally
        {
            Inspected.Remove(self);
            Leave();
        }
    }

    /// <summary>A string that an argument must be.</summary>
    internal string Text(object value) =>
        value switch
        {
            RubyString text => text.Text,
            RubyObject when Asked<RubyString>(value, "to_str") is { } text => text.Text,
            _ => throw Error("TypeError", $"no implicit conversion of {Kind(value)} into String"),
        };

    /// <summary>
    /// What an object gives that is asked to be of another kind; null when it does not know how.
    /// </summary>
    /// <param name="mayBeNil">Whether it may answer with nil that it is not of this kind.</param>
    private T? Asked<T>(object value, string conversion, bool mayBeNil = false)
        where T : class =>
        Asked(value, conversion) switch
        {
            null => null,
            T made => made,
            Nil when mayBeNil => null,
            var made => throw Wrong(value, conversion, made),
        };

    /// <summary>
    /// Calls a method that an object may have, as Ruby does where it converts: a private one counts, and what
    /// <c>respond_to?</c> and <c>method_missing</c> say of it.
    /// </summary>
    internal object? Asked(object value, string name)
    {
        var type = ClassOf(value);
        var says = Denies(value, type, name, isAll: true);
        if (says is true)
        {
            return null;
        }
        if (type.FindMethod(name) is not null)
        {
            return Send(value, name);
        }
        if (
            type.FindMethod("method_missing") is not (InterpretedMethod or ProcMethod)
            || type.FindMethod("respond_to_missing?") is InterpretedMethod or ProcMethod
                && !IsTrue(Send(value, "respond_to_missing?", new Symbol(name), Booleans.True))
        )
        {
            return null;
        }
        try
        {
            return Send(value, "method_missing", new Symbol(name));
        }
        catch (RubyError error) when (says is null && IsMissing(error.Value, value, name))
        {
            return null;
        }
    }

    /// <summary>What a <c>respond_to?</c> of the program's own says, or null when there is none.</summary>
    private bool? Denies(object value, RubyModule type, string name, bool isAll)
    {
        if (type.FindMethod("respond_to?") is not { } own || own is not (InterpretedMethod or ProcMethod))
        {
            return null;
        }
        object[] arguments = own.Arity == 1 ? [new Symbol(name)] : [new Symbol(name), Booleans.Of(isAll)];
        return !IsTrue(Send(value, "respond_to?", arguments));
    }

    private bool IsMissing(RubyException error, object receiver, string name) =>
        error.Class.Is((RubyModule)Classes.Object.Constants["NoMethodError"])
        && error.Details.GetValueOrDefault("receiver") == receiver
        && error.Details.GetValueOrDefault("name") is Symbol missing
        && missing.Name == name;

    internal RubyError Wrong(object value, string conversion, object made)
    {
        var type = RealClass(value).DisplayName;
        var target = conversion switch
        {
            "to_str" => "String",
            "to_hash" => "Hash",
            "to_int" => "Integer",
            "to_proc" => "Proc",
            "to_regexp" => "Regexp",
            _ => "Array",
        };
        return Error(
            "TypeError",
            $"can't convert {type} to {target} ({type}#{conversion} gives {RealClass(made).DisplayName})"
        );
    }

    /// <summary>A name that an argument must be: a symbol or a string.</summary>
    internal string NameOf(object value) =>
        value switch
        {
            Symbol symbol => symbol.Name,
            RubyString text => text.Text,
            RubyObject when Asked<RubyString>(value, "to_str") is { } text => text.Text,
            _ => throw Error("TypeError", $"{Inspect(value)} is not a symbol nor a string"),
        };

    internal long Int(object value) =>
        value switch
        {
            long number => number,
            double number when Math.Abs(number) < 1L << 62 => (long)number,
            double number => throw Error(
                "RangeError",
                $"float {(double.IsInfinity(number) ? number > 0 ? "Inf" : "-Inf" : FloatText.Of(number))} out of range of integer"
            ),
            BigInteger => throw Error("RangeError", "bignum too big to convert into `long'"),
            RubyObject when Asked(value, "to_int") is { } made => made is long or BigInteger
                ? Int(made)
                : throw Wrong(value, "to_int", made),
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
            RubyObject when Asked<RubyHash>(value, "to_hash") is { } hash => hash,
            _ => throw Error("TypeError", $"no implicit conversion of {Kind(value)} into Hash"),
        };

    internal RubyArray ToArray(object value) =>
        value switch
        {
            RubyArray array => array,
            RubyObject when Asked<RubyArray>(value, "to_ary") is { } array => array,
            _ => throw Error("TypeError", $"no implicit conversion of {Kind(value)} into Array"),
        };

    /// <summary>An array, or what says that it is one.</summary>
    internal RubyArray? ArrayOrNull(object value) =>
        value as RubyArray
        ?? (
            value is RubyObject and not RubyString and not RubyHash and not RubyModule
                ? Asked<RubyArray>(value, "to_ary", mayBeNil: true)
                : null
        );

    /// <summary>The text of a string, or of what says that it is one.</summary>
    internal string? TextOrNull(object value) =>
        value is RubyObject and not RubyArray and not RubyHash and not RubyModule
            ? (value as RubyString ?? Asked<RubyString>(value, "to_str", mayBeNil: true))?.Text
            : null;

    internal IReadOnlyList<object> Splat(object value) =>
        value switch
        {
            RubyArray array => [.. array.Items],
            Nil => [],
            RubyObject when Asked<RubyArray>(value, "to_a", mayBeNil: true) is { } list => [.. list.Items],
            _ => [value],
        };

    /// <summary>What several targets take of one value.</summary>
    internal List<object> TakenApart(object value) =>
        ArrayOrNull(value) is { } list ? [.. list.Items] : [value];

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
            RubyObject when Asked<RubyProc>(value, "to_proc") is { } proc => proc,
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
            // A program may say what its objects are equal to.
            (long or double or BigInteger, _) => y is RubyObject
                && ClassOf(y).FindMethod("==") is (InterpretedMethod or ProcMethod)
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
                return SignOf(Send(x, "<=>", y));
        }
    }

    /// <summary>Which order the answer of a comparison means; null when it is nil.</summary>
    internal int? SignOf(object answer) =>
        answer is Nil ? null
        : IsNumber(answer) ? Numbers.Sign(answer)
        : IsTrue(Send(answer, ">", 0L)) ? 1
        : IsTrue(Send(answer, "<", 0L)) ? -1
        : 0;

    internal int Compare(object x, object y) =>
        CompareOrNull(x, y)
        ?? throw Error(
            "ArgumentError",
            $"comparison of {RealClass(x).DisplayName} with {(y is Nil or bool or long or double ? Inspect(y) : RealClass(y).DisplayName)} failed"
        );
}
