using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Values as functions in the manner of Puppet 3 get them.</summary>
internal static class LegacyArguments
{
    /// <summary>The same span when nothing has to change.</summary>
    public static ReadOnlySpan<Value> Convert(ReadOnlySpan<Value> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is UndefValue || IsStrange(arguments[i]))
            {
                var converted = arguments.ToArray();
                for (; i < converted.Length; i++)
                {
                    converted[i] = converted[i] is UndefValue ? StringValue.Empty : Convert(converted[i]);
                }
                return converted;
            }
        }
        return arguments;
    }

    /// <summary>The sentence for a value that stands where a string must.</summary>
    public static string NotText(Value value) =>
        $"no implicit conversion of {ClassForConversion(value)} into String";

    /// <summary>Ruby's <c>Array()</c>: an array's elements, a hash's pairs, or the value.</summary>
    public static ImmutableArray<Value> Several(Value value) =>
        value switch
        {
            ArrayValue array => array.Items,
            HashValue hash => [.. hash.Pairs.Select(pair => (Value)new ArrayValue([pair.Key, pair.Value]))],
            _ => [value],
        };

    /// <summary>Whether a value is an absolute path; a warning when it is no string.</summary>
    public static bool IsAbsolutePath(Invocation invocation, Value value)
    {
        if (value is not StringValue text)
        {
            invocation.Compilation.Log(
                "warning",
                $"Cannot check if {RubyText.Of(value)} is an absolute path because it is a "
                    + $"'{RubyText.ClassOf(value)}' and not a String'"
            );
            return false;
        }
        return text.Text.StartsWith('/');
    }

    /// <summary>A reference as Puppet 3 knew it, without quotes in its text; others as they are.</summary>
    public static Value AsResource(Value value) =>
        value is DataType type && CatalogTypes.ReferenceOf(type) is { } reference
            ? new ResourceReferenceValue(reference)
            : value;

    /// <summary>References as Puppet 3 knew them among other values.</summary>
    public static Value[] AsResources(ReadOnlySpan<Value> values)
    {
        var result = values.ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = AsResource(result[i]);
        }
        return result;
    }

    /// <summary>The sentence for a value that stands where a hash must.</summary>
    public static string NotHash(Value value) =>
        $"no implicit conversion of {ClassForConversion(value)} into Hash";

    /// <summary>The sentence for a resource without a title: its type, or what was made of both.</summary>
    public static string NoTitle(string reference) =>
        $"No title provided and {reference} is not a valid resource reference";

    private static string ClassForConversion(Value value) =>
        value switch
        {
            UndefValue => "nil",
            BooleanValue truth => truth.ToString(),
            _ => RubyText.ClassOf(value),
        };

    private static Value Convert(Value value)
    {
        if (!IsStrange(value))
        {
            return value;
        }
        switch (value)
        {
            case IteratorValue:
                throw new DataTypeException(Wording.RuntimeError, "Use of an Iterator is not supported here");
            case ArrayValue array:
                var items = ImmutableArray.CreateBuilder<Value>(array.Count);
                foreach (var item in array.Items)
                {
                    items.Add(Convert(item));
                }
                return new ArrayValue(items.MoveToImmutable());
            case HashValue hash:
                var entries = new HashValue.Builder();
                foreach (var (key, item) in hash.Entries)
                {
                    entries[Convert(key)] = Convert(item);
                }
                return entries.Build();
            default:
                return new StringValue(value.ToString());
        }
    }

    /// <summary>Whether Puppet 3 did not know the value, or something in it.</summary>
    private static bool IsStrange(Value value)
    {
        switch (value)
        {
            case ArrayValue array:
                foreach (var item in array.Items)
                {
                    if (IsStrange(item))
                    {
                        return true;
                    }
                }
                return false;
            case HashValue hash:
                foreach (var (key, item) in hash.Entries)
                {
                    if (IsStrange(key) || IsStrange(item))
                    {
                        return true;
                    }
                }
                return false;
            default:
                return value
                    is RegexpValue
                        or SemVerValue
                        or SemVerRangeValue
                        or BinaryValue
                        or TimespanValue
                        or TimestampValue
                        or IteratorValue;
        }
    }
}
