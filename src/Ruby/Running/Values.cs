using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bunraku.Ruby;

// Values of Ruby that .NET has no type for. Integers are `long` and `BigInteger`, floats `double`, truths
// `bool`.

/// <summary>Ruby's <c>nil</c>; C#'s null never stands for it.</summary>
public sealed class Nil
{
    public static readonly Nil Value = new();

    private Nil() { }

    public override string ToString() => "nil";
}

/// <summary>A symbol: a name that is a value; equal when the names are.</summary>
public sealed record Symbol(string Name)
{
    public override string ToString() => Name;
}

/// <summary>Anything that has a class of its own, instance variables, and can be frozen.</summary>
public class RubyObject(RubyModule type)
{
    private Dictionary<string, object>? variables;

    /// <summary>Its class, or its singleton class.</summary>
    public RubyModule Class { get; set; } = type;

    public bool IsFrozen { get; set; }

    public virtual IEnumerable<string> VariableNames => variables?.Keys ?? Enumerable.Empty<string>();

    public virtual object? Variable(string name) => variables?.GetValueOrDefault(name);

    public void SetVariable(string name, object value) => (variables ??= [])[name] = value;

    public object? RemoveVariable(string name)
    {
        object? value = null;
        variables?.Remove(name, out value);
        return value;
    }

    public void CopyVariables(RubyObject from)
    {
        if (from.variables is { } given)
        {
            variables = new(given);
        }
    }
}

/// <summary>A string that can be changed: .NET's, with a builder while it grows.</summary>
public sealed class RubyString : RubyObject
{
    private string text;
    private StringBuilder? builder;

    public RubyString(RubyModule type, string text)
        : base(type) => this.text = text;

    /// <summary>Whether its characters are bytes (<c>force_encoding</c>, digests).</summary>
    public bool IsBinary
    {
        get => Encoding == RubyEncoding.Binary;
        set => Encoding = value ? RubyEncoding.Binary : RubyEncoding.Utf8;
    }

    internal RubyEncoding Encoding { get; set; } = RubyEncoding.Utf8;

    /// <summary>Whether it holds characters, and not one character for each byte.</summary>
    internal bool IsText => Encoding == RubyEncoding.Utf8;

    internal bool IsAscii => Encoding.IsAsciiCompatible && RubyEncoding.IsAscii(Text);

    internal byte[] Bytes => IsText ? RubyEncoding.Bytes(Text) : System.Text.Encoding.Latin1.GetBytes(Text);

    public string Text
    {
        get
        {
            if (builder is not null)
            {
                text = builder.ToString();
                builder = null;
            }
            return text;
        }
        set => (text, builder) = (value, null);
    }

    internal int Length => builder?.Length ?? text.Length;

    public void Append(string more) => (builder ??= new StringBuilder(text)).Append(more);

    public override string ToString() => Text;
}

public sealed class RubyArray(RubyModule type, List<object> items) : RubyObject(type)
{
    public List<object> Items { get; set; } = items;
}

/// <summary>A hash in the order of insertion, with a default.</summary>
public sealed class RubyHash(RubyModule type) : RubyObject(type)
{
    public OrderedDictionary<object, object> Pairs { get; private set; } = new(KeyComparer.Instance);

    public object Default { get; set; } = Nil.Value;

    internal RubyProc? DefaultProc { get; set; }

    /// <summary>How many iterations go through it: meanwhile it takes no new keys.</summary>
    internal int Iterations { get; set; }

    /// <summary>Whether it carries the keywords of a call.</summary>
    internal bool IsKeywords { get; set; }

    public object this[object key]
    {
        set => Pairs[key] = value;
    }

    public object? Find(object key) => Pairs.TryGetValue(key, out var value) ? value : null;

    /// <summary>Becomes like another hash, with its pairs, its default, and how it compares keys.</summary>
    internal void TakeFrom(RubyHash other)
    {
        Pairs = new(other.Pairs, other.Pairs.Comparer);
        (Default, DefaultProc) = (other.Default, other.DefaultProc);
    }

    internal void CompareByIdentity() => Pairs = new(Pairs, ReferenceComparer.Instance);

    internal bool ComparesByIdentity => Pairs.Comparer == (object)ReferenceComparer.Instance;

    private sealed class ReferenceComparer : IEqualityComparer<object>
    {
        public static readonly ReferenceComparer Instance = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) =>
            ReferenceEquals(x, y) || x is long or Symbol or Nil or bool && x.Equals(y);

        int IEqualityComparer<object>.GetHashCode(object value) =>
            value is long or Symbol or bool
                ? value.GetHashCode()
                : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
    }
}

internal sealed class RubyRange(RubyModule type, object from, object to, bool isExclusive) : RubyObject(type)
{
    public object From { get; } = from;

    public object To { get; } = to;

    public bool IsExclusive { get; } = isExclusive;
}

/// <summary>An exception as a value; <see cref="RubyError"/> carries it while it is raised.</summary>
internal sealed class RubyException(RubyModule type) : RubyObject(type)
{
    /// <summary>Null: the name of the class.</summary>
    public object? Message { get; set; }

    public object Cause { get; set; } = Nil.Value;

    /// <summary>Whether it is known what its cause is, or that it has none.</summary>
    public bool HasCause { get; set; }

    public object Backtrace { get; set; } = Nil.Value;

    /// <summary>The failure of C# that it stands for.</summary>
    public Exception? Behind { get; set; }

    /// <summary>Where it was raised.</summary>
    public Text.Span? Place { get; set; }

    /// <summary>More about it: the key, name, receiver, result, status.</summary>
    public Dictionary<string, object> Details { get; } = [];

    /// <summary>Whether an error is this one, or led to it.</summary>
    public bool IsCausedBy(RubyException error)
    {
        var seen = new HashSet<RubyException>();
        for (object one = this; one is RubyException next && seen.Add(next); one = next.Cause)
        {
            if (next == error)
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>A method taken from its object, or one without.</summary>
internal sealed class RubyMethodObject(RubyModule type, object receiver, RubyMethod method) : RubyObject(type)
{
    public object Receiver { get; } = receiver;

    public RubyMethod Method { get; } = method;

    /// <summary>The name that it was asked for by.</summary>
    public string Name { get; init; } = method.Name;
}

/// <summary>An iteration that has not begun: a receiver, a method that yields, and its arguments.</summary>
internal sealed class RubyEnumerator(RubyModule type, object receiver, string method, object[] arguments)
    : RubyObject(type)
{
    public object Receiver { get; } = receiver;

    public string Method { get; } = method;

    public object[] Arguments { get; } = arguments;

    /// <summary>What <c>next</c> takes from, once it was called.</summary>
    public RubyFiber? Source { get; set; }

    /// <summary>The values of the item that <c>peek</c> has seen.</summary>
    public RubyArray? Peeked { get; set; }

    /// <summary>What the iteration gave when it had ended.</summary>
    public object? Result { get; set; }

    /// <summary>The block that makes the items (<c>Enumerator.new</c>).</summary>
    public RubyProc? Generator { get; init; }

    /// <summary>How many items there are, as it was told: a number, or a block that knows.</summary>
    public object? Size { get; init; }
}

/// <summary>A place in a program, with variables of its own behind those that are written there.</summary>
internal sealed class RubyBinding : RubyObject
{
    public RubyBinding(RubyModule type, Frame frame, Layout layout)
        : base(type)
    {
        frame.IsKept = true;
        Layout = new Layout(layout);
        Frame = new Frame(frame.Runtime, frame.Self, [], frame.Scope)
        {
            Outer = frame,
            Block = frame.Block,
            Method = frame.Method,
        };
    }

    private RubyBinding(RubyBinding original)
        : this(original.Class, original.Frame.Outer!, original.Layout.Parent!)
    {
        (Layout, Place) = (original.Layout.Copy(), original.Place);
        Frame.Locals = [.. original.Frame.Locals];
    }

    public Frame Frame { get; }

    public Layout Layout { get; }

    /// <summary>Where it was taken, if that is known.</summary>
    public Text.Span? Place { get; init; }

    public RubyBinding Copy() => new(this);

    /// <summary>Makes place for the variables that were declared since.</summary>
    public void Grow()
    {
        if (Layout.Count > Frame.Locals.Length)
        {
            var grown = new object[Layout.Count];
            Frame.Locals.CopyTo(grown, 0);
            Frame.Locals = grown;
        }
    }
}

/// <summary>Native state of an object, for the library's own classes.</summary>
internal sealed class RubyNative(RubyModule type, object state) : RubyObject(type)
{
    public object State { get; set; } = state;
}

internal static class Booleans
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Of(bool value) => value ? True : False;
}

/// <summary>Small integers, boxed once.</summary>
internal static class Boxes
{
    private const int Least = -128;
    private const int Most = 1023;

    private static readonly object[] Small =
    [
        .. Enumerable.Range(Least, Most - Least + 1).Select(value => (object)(long)value),
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static object Of(long value) =>
        (ulong)(value - Least) <= Most - Least ? Small[value - Least] : value;
}

internal static class FloatText
{
    /// <summary>The power of ten of the first digit that is not zero.</summary>
    private static int Exponent(string text)
    {
        if (text.IndexOf('E') is >= 0 and var at)
        {
            return int.Parse(
                text.AsSpan(at + 1),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture
            );
        }
        var point = text.IndexOf('.') is >= 0 and var dot ? dot : text.Length;
        var first = text.AsSpan().IndexOfAnyInRange('1', '9');
        return first < point ? point - first - 1 : point - first;
    }

    /// <summary>A float as Ruby prints it: the shortest that reads back, with a point.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }
        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = Exponent(shortest.TrimStart('-'));
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsAsciiDigit)])
            .TrimStart('0')
            .TrimEnd('0');
        digits = digits.Length == 0 ? "0" : digits;
        var sign = value < 0 ? "-" : "";
        if (exponent is >= 15 or < -4)
        {
            var fraction = digits.Length > 1 ? digits[1..] : "0";
            return $"{sign}{digits[0]}.{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}";
        }
        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }
        return digits.Length <= exponent + 1
            ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
