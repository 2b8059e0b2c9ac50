using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Patterns.
internal sealed partial class Lowering
{
    private delegate bool Matcher(Frame frame, object value);

    private Evaluation CaseIn(CaseInExpression choice)
    {
        var subject = Lower(choice.Subject);
        var clauses = choice
            .Clauses.Select(clause =>
                (
                    Fits: Matched(clause.Pattern),
                    Guard: clause.Guard is null ? null : Lower(clause.Guard),
                    Body: Lower(clause.Body)
                )
            )
            .ToArray();
        var otherwise = choice.Else is null ? null : Lower(choice.Else);
        return frame =>
        {
            var value = subject(frame);
            foreach (var (fits, guard, body) in clauses)
            {
                if (!fits(frame, value))
                {
                    continue;
                }
                if (guard is null || Runtime.IsTrue(guard(frame)))
                {
                    return body(frame);
                }
                Differs(frame, static () => "guard clause does not return true");
            }
            return otherwise is not null
                ? otherwise(frame)
                : throw Unmatched(frame, value, isSingle: clauses.Length == 1, choice.Span);
        };
    }

    private Evaluation Match(MatchExpression match)
    {
        var value = Lower(match.Value);
        var fits = Matched(match.Pattern);
        if (!match.Raises)
        {
            return frame => Booleans.Of(fits(frame, value(frame)));
        }
        return frame =>
        {
            var subject = value(frame);
            return fits(frame, subject)
                ? Nil.Value
                : throw Unmatched(frame, subject, isSingle: true, match.Pattern.Span);
        };
    }

    /// <summary>Notes why a value does not fit, to be told when there is no other pattern.</summary>
    private static bool Differs(Frame frame, Func<string> why, bool isKey = false)
    {
        frame.Runtime.Mismatch = (why, isKey);
        return false;
    }

    private static RubyError Unmatched(Frame frame, object subject, bool isSingle, Text.Span span)
    {
        var ruby = frame.Runtime;
        var text = ruby.Inspect(subject);
        return isSingle && ruby.Mismatch is { } mismatch
            ? ruby.Error(
                mismatch.IsKey ? "NoMatchingPatternKeyError" : "NoMatchingPatternError",
                $"{text}: {mismatch.Why()}",
                span
            )
            : ruby.Error("NoMatchingPatternError", text, span);
    }

    private Matcher Matched(Pattern pattern)
    {
        switch (pattern)
        {
            case ValuePattern value:
                var expected = Lower(value.Value);
                var site = Site("===", value.Span, true);
                return (frame, subject) =>
                {
                    var wanted = expected(frame);
                    return Runtime.IsTrue(site.Binary(frame, wanted, subject))
                        || Differs(
                            frame,
                            () =>
                                $"{frame.Runtime.Inspect(wanted)} === {frame.Runtime.Inspect(subject)} does not return true"
                        );
                };
            case NamePattern name:
                var store = Target(new LocalVariable(name.Span, name.Name));
                return (frame, subject) =>
                {
                    store(frame, subject);
                    return true;
                };
            case EitherPattern either:
                var choices = either.Choices.Select(Matched).ToArray();
                return (frame, subject) => System.Array.Exists(choices, fits => fits(frame, subject));
            case CapturePattern capture:
                var inner = Matched(capture.Inner);
                store = Target(new LocalVariable(capture.Span, capture.Name));
                return (frame, subject) =>
                {
                    if (!inner(frame, subject))
                    {
                        return false;
                    }
                    store(frame, subject);
                    return true;
                };
            case ArrayPattern array:
                return MatchedArray(array);
            default:
                return MatchedHash((HashPattern)pattern);
        }
    }

    private Matcher MatchedType(Expression? type) =>
        type is null ? static (_, _) => true : Matched(new ValuePattern(type.Span, type));

    private Action<Frame, object> StoreOf(Pattern pattern, string? name) =>
        name is null ? static (_, _) => { } : Target(new LocalVariable(pattern.Span, name));

    private Matcher MatchedArray(ArrayPattern pattern)
    {
        var type = MatchedType(pattern.Type);
        var before = pattern.Before.Select(Matched).ToArray();
        var after = pattern.After.Select(Matched).ToArray();
        var rest = StoreOf(pattern, pattern.Rest);
        var second = StoreOf(pattern, pattern.SecondRest);
        return (frame, subject) =>
        {
            if (!type(frame, subject) || Deconstructed(frame, subject) is not { } items)
            {
                return false;
            }
            var ruby = frame.Runtime;
            var least = before.Length + after.Length;
            if (pattern.HasSecondRest)
            {
                return Found(frame, items, after, rest, second)
                    || Differs(frame, () => $"{ruby.Inspect(subject)} does not match to find pattern");
            }
            if (pattern.HasRest ? items.Count < least : items.Count != least)
            {
                return Differs(
                    frame,
                    () =>
                        $"{ruby.Inspect(subject)} length mismatch (given {items.Count}, expected {least}{(pattern.HasRest ? "+" : "")})"
                );
            }
            var tail = items.Count - after.Length;
            for (var i = 0; i < before.Length; i++)
            {
                if (!before[i](frame, items[i]))
                {
                    return false;
                }
            }
            if (pattern.HasRest)
            {
                rest(frame, frame.Runtime.Array([.. items.Take(tail).Skip(before.Length)]));
            }
            for (var i = 0; i < after.Length; i++)
            {
                if (!after[i](frame, items[tail + i]))
                {
                    return false;
                }
            }
            return true;
        };
    }

    private static bool Found(
        Frame frame,
        IReadOnlyList<object> items,
        Matcher[] middle,
        Action<Frame, object> first,
        Action<Frame, object> last
    )
    {
        for (var at = 0; at + middle.Length <= items.Count; at++)
        {
            if (!middle.Index().All(part => part.Item(frame, items[at + part.Index])))
            {
                continue;
            }
            first(frame, frame.Runtime.Array([.. items.Take(at)]));
            last(frame, frame.Runtime.Array([.. items.Skip(at + middle.Length)]));
            return true;
        }
        return false;
    }

    private static IReadOnlyList<object>? Deconstructed(Frame frame, object subject)
    {
        var ruby = frame.Runtime;
        if (subject is RubyArray array)
        {
            return array.Items;
        }
        if (subject is not RubyObject || !ruby.RespondsTo(subject, "deconstruct"))
        {
            Differs(frame, () => $"{ruby.Inspect(subject)} does not respond to #deconstruct");
            return null;
        }
        return ruby.Send(subject, "deconstruct") is RubyArray parts
            ? parts.Items
            : throw ruby.Error("TypeError", "deconstruct must return Array");
    }

    private Matcher MatchedHash(HashPattern pattern)
    {
        var type = MatchedType(pattern.Type);
        var pairs = pattern
            .Pairs.Select(pair =>
                (
                    Key: (object)new Symbol(pair.Key),
                    Fits: Matched(pair.Value ?? new NamePattern(pattern.Span, pair.Key))
                )
            )
            .ToArray();
        var rest = pattern.Rest is null ? null : StoreOf(pattern, pattern.Rest);
        return (frame, subject) =>
        {
            var ruby = frame.Runtime;
            if (!type(frame, subject))
            {
                return false;
            }
            var hash = subject as RubyHash;
            if (hash is null && ruby.RespondsTo(subject, "deconstruct_keys"))
            {
                object wanted = rest is null ? ruby.Array([.. pairs.Select(pair => pair.Key)]) : Nil.Value;
                hash =
                    ruby.Send(subject, "deconstruct_keys", wanted) as RubyHash
                    ?? throw ruby.Error("TypeError", "deconstruct_keys must return Hash");
            }
            if (hash is null)
            {
                return Differs(frame, () => $"{ruby.Inspect(subject)} does not respond to #deconstruct_keys");
            }
            if (pairs.Length == 0 && !pattern.HasRest && hash.Pairs.Count > 0)
            {
                return Differs(frame, () => $"{ruby.Inspect(hash)} is not empty");
            }
            foreach (var (key, fits) in pairs)
            {
                if (hash.Find(key) is not { } value)
                {
                    return Differs(frame, () => $"key not found: {ruby.Inspect(key)}", isKey: true);
                }
                if (!fits(frame, value))
                {
                    return false;
                }
            }
            if (pattern.IsWhole && hash.Pairs.Count > pairs.Length)
            {
                return Differs(frame, () => $"rest of {ruby.Inspect(Others())} is not empty");
            }
            rest?.Invoke(frame, Others());
            return true;

            RubyHash Others() =>
                HashMethods.Of(
                    ruby,
                    hash.Pairs.Where(pair => !System.Array.Exists(pairs, known => known.Key.Equals(pair.Key)))
                        .Select(pair => (pair.Key, pair.Value))
                );
        };
    }
}
