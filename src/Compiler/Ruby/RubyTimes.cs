using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>What points in time, lengths of it, and bytes are asked by Ruby code.</summary>
internal static class RubyTimes
{
    public const string Timestamp = "Puppet::Pops::Time::Timestamp";
    public const string Timespan = "Puppet::Pops::Time::Timespan";
    public const string Binary = "Puppet::Pops::Types::PBinaryType::Binary";

    private static readonly (string Name, long Nanoseconds, long Of)[] Parts =
    [
        ("days", 86_400 * TimespanValue.NanosecondsPerSecond, long.MaxValue),
        ("hours", 3_600 * TimespanValue.NanosecondsPerSecond, 24),
        ("minutes", 60 * TimespanValue.NanosecondsPerSecond, 60),
        ("seconds", TimespanValue.NanosecondsPerSecond, 60),
        ("milliseconds", 1_000_000, 1_000),
        ("nanoseconds", 1, TimespanValue.NanosecondsPerSecond),
    ];

    public static void Define(RubyWorld world)
    {
        DefineTimestamps(world, world.ClassOf(Timestamp));
        DefineTimespans(world, world.ClassOf(Timespan));
        var bytes = world.ClassOf(Binary);
        bytes.Define("length", 0, 0, (_, self, _, _) => (long)Of<BinaryValue>(self).Bytes.Length);
        bytes.Define(
            "binary_buffer",
            0,
            0,
            (ruby, self, _, _) => ruby.String(Encoding.Latin1.GetString(Of<BinaryValue>(self).Bytes.Span))
        );
        foreach (var type in new[] { Timestamp, Timespan })
        {
            world.Ruby.Invoke(world.ClassOf(type), "include", [world.Ruby.FindConstant("Comparable")!]);
        }
    }

    private static void DefineTimestamps(RubyWorld world, RubyClass type)
    {
        type.Define(
            "format",
            1,
            2,
            (ruby, self, a, _) =>
                ruby.String(
                    Of<TimestampValue>(self)
                        .Format(ruby.TextOf(a[0]), a is [_, RubyString zone] ? zone.Text : null)
                )
        );
        type.Define("to_f", 0, 0, (_, self, _, _) => Of<TimestampValue>(self).TotalSeconds);
        foreach (var name in new[] { "to_i", "to_int" })
        {
            type.Define(name, 0, 0, (_, self, _, _) => Of<TimestampValue>(self).WholeSeconds);
        }
        type.Define(
            "+",
            1,
            1,
            (ruby, self, a, _) =>
                world.ToRuby(
                    new TimestampValue(Of<TimestampValue>(self).Nanoseconds + Length(ruby, a[0]).Nanoseconds)
                )
        );
        type.Define(
            "-",
            1,
            1,
            (ruby, self, a, _) =>
                a[0] is RubyValue { Value: TimestampValue other }
                    ? world.ToRuby(
                        new TimespanValue(Of<TimestampValue>(self).Nanoseconds - other.Nanoseconds)
                    )
                    : world.ToRuby(
                        new TimestampValue(
                            Of<TimestampValue>(self).Nanoseconds - Length(ruby, a[0]).Nanoseconds
                        )
                    )
        );
        type.Define(
            "<=>",
            1,
            1,
            (_, self, a, _) =>
                a[0] is RubyValue { Value: TimestampValue other }
                    ? (long)Of<TimestampValue>(self).CompareTo(other)
                    : Nil.Value
        );
    }

    private static void DefineTimespans(RubyWorld world, RubyClass type)
    {
        type.Define(
            "format",
            1,
            1,
            (ruby, self, a, _) => ruby.String(Of<TimespanValue>(self).Format(ruby.TextOf(a[0])))
        );
        type.Define("to_f", 0, 0, (_, self, _, _) => Of<TimespanValue>(self).TotalSeconds);
        foreach (var name in new[] { "to_i", "to_int" })
        {
            type.Define(name, 0, 0, (_, self, _, _) => Of<TimespanValue>(self).WholeSeconds);
        }
        foreach (var (name, unit, of) in Parts)
        {
            long Whole(object self) => (long)(Int128.Abs(Of<TimespanValue>(self).Nanoseconds) / unit);
            type.Define(name, 0, 0, (_, self, _, _) => Whole(self) % of);
            type.Define("total_" + name, 0, 0, (_, self, _, _) => Whole(self));
        }
        type.Define("negative?", 0, 0, (_, self, _, _) => Of<TimespanValue>(self).Nanoseconds < 0);
        foreach (var (name, sign) in new[] { ("+", 1), ("-", -1) })
        {
            type.Define(
                name,
                1,
                1,
                (ruby, self, a, _) =>
                    world.ToRuby(
                        new TimespanValue(
                            Of<TimespanValue>(self).Nanoseconds + sign * Length(ruby, a[0]).Nanoseconds
                        )
                    )
            );
        }
        type.Define(
            "<=>",
            1,
            1,
            (_, self, a, _) =>
                a[0] is RubyValue { Value: TimespanValue other }
                    ? (long)Of<TimespanValue>(self).CompareTo(other)
                    : Nil.Value
        );
    }

    /// <summary>A length of time, or a number of seconds.</summary>
    private static TimespanValue Length(Runtime ruby, object value) =>
        value switch
        {
            RubyValue { Value: TimespanValue span } => span,
            long seconds => TimespanValue.FromSeconds(seconds),
            double seconds => TimespanValue.FromSeconds(seconds),
            _ => throw ruby.Fault("ArgumentError", $"{ruby.TextOf(value)} is no length of time"),
        };

    private static T Of<T>(object self)
        where T : Value => (T)((RubyValue)self).Value;
}
