namespace Bunraku.Ruby;

/// <summary>Puts the arguments of a call into the slots of the parameters.</summary>
internal sealed class ParameterBinder(Parameters parameters, Layout layout, ParameterBinder.Lowered lowered)
{
    /// <summary>
    /// The lowered parts: defaults, keyword defaults, and targets of parameters in parentheses.
    /// </summary>
    internal sealed record Lowered(
        Evaluation[] Defaults,
        Evaluation?[] KeywordDefaults,
        Action<Frame, object>[] Required,
        Action<Frame, object>[] Post,
        int[] OptionalSlots,
        int RestSlot,
        int[] KeywordSlots,
        int KeywordRestSlot,
        int BlockSlot
    );

    private int Least => parameters.Required.Length + parameters.Post.Length;

    private int Most => parameters.Rest is null ? Least + parameters.Optional.Length : int.MaxValue;

    private bool HasKeywords => !parameters.Keywords.IsEmpty || parameters.KeywordRest is not null;

    public Parameters Parameters => parameters;

    public Layout Layout => layout;

    /// <summary>Whether keywords stay what they are among the rest (<c>ruby2_keywords</c>).</summary>
    public bool KeepsKeywords { get; set; } = parameters.ForwardsAll;

    /// <summary>Required positional parameters alone: they are the first slots, in order.</summary>
    public bool IsSimple { get; } =
        parameters.Optional.IsEmpty
        && parameters.Post.IsEmpty
        && parameters.Keywords.IsEmpty
        && parameters.Rest is null
        && parameters.KeywordRest is null
        && parameters.Block is null
        && parameters.Required.All(parameter => parameter is LocalVariable)
        && parameters.Required.Cast<LocalVariable>().Select(parameter => parameter.Name).Distinct().Count()
            == parameters.Required.Length;

    public int Required { get; } = parameters.Required.Length;

    public int Arity
    {
        get
        {
            var least = Least + (parameters.Keywords.Any(keyword => keyword.Default is null) ? 1 : 0);
            var isOpen =
                parameters.Rest is not null
                || parameters.Optional.Length > 0
                || HasKeywords && parameters.Keywords.All(keyword => keyword.Default is not null);
            return isOpen ? -least - 1 : least;
        }
    }

    public int ProcArity
    {
        get
        {
            var least = Least + (parameters.Keywords.Any(keyword => keyword.Default is null) ? 1 : 0);
            return parameters.Rest is not null ? -least - 1 : least;
        }
    }

    public void Bind(Frame frame, object[] arguments, bool isStrict)
    {
        if (
            IsSimple
            && arguments.Length == Required
            && (isStrict || Required != 1 || !parameters.HasTrailingComma)
            && (isStrict || Required == 1 || Required == 0)
        )
        {
            // Few as they are, a loop is faster than a copy.
            for (var i = 0; i < arguments.Length; i++)
            {
                frame.Locals[i] = arguments[i];
            }
            if (arguments is [.., RubyHash { IsKeywords: true } last])
            {
                frame.Locals[arguments.Length - 1] = Plain(last);
            }
            return;
        }
        var keywords = TakeKeywords(frame, ref arguments);
        if (!isStrict && arguments is [RubyObject single] && TakesApart)
        {
            arguments = single is RubyArray list ? [.. list.Items] : [.. frame.Runtime.TakenApart(single)];
        }
        if (isStrict)
        {
            Check(frame, arguments);
        }
        Positional(frame, arguments);
        Named(frame, keywords);
        if (lowered.BlockSlot >= 0)
        {
            frame.Locals[lowered.BlockSlot] = (object?)frame.Block ?? Nil.Value;
        }
    }

    /// <summary>Whether a block takes the items of an array that is its only argument.</summary>
    private bool TakesApart =>
        Least + parameters.Optional.Length > 1
        || parameters.HasTrailingComma
        || HasKeywords && Least > 0
        || parameters.Rest is not null && Least + parameters.Optional.Length > 0;

    private RubyHash? TakeKeywords(Frame frame, ref object[] arguments)
    {
        if (arguments is not [.., RubyHash { IsKeywords: true } last])
        {
            return null;
        }
        if (KeepsKeywords)
        {
            return null;
        }
        if (parameters.RefusesKeywords && last.Pairs.Count > 0)
        {
            throw frame.Runtime.Error("ArgumentError", "no keywords accepted");
        }
        if (HasKeywords)
        {
            arguments = arguments[..^1];
            return last;
        }
        if (last.Pairs.Count == 0)
        {
            arguments = arguments[..^1];
            return null;
        }
        arguments = [.. arguments[..^1], Plain(last)];
        return null;
    }

    private static RubyHash Plain(RubyHash keywords)
    {
        var hash = new RubyHash(keywords.Class);
        foreach (var (key, value) in keywords.Pairs)
        {
            hash[key] = value;
        }
        return hash;
    }

    private void Check(Frame frame, object[] arguments)
    {
        if (arguments.Length >= Least && arguments.Length <= Most)
        {
            return;
        }
        var required = parameters.Keywords.Where(keyword => keyword.Default is null).ToList();
        var more =
            required.Count > 0
                ? $"; required keyword{(required.Count > 1 ? "s" : "")}: {string.Join(", ", required.Select(k => k.Name))}"
                : "";
        throw Arguments.WrongNumber(frame.Runtime, arguments.Length, Least, Most, more);
    }

    private void Positional(Frame frame, object[] arguments)
    {
        var at = 0;
        foreach (var target in lowered.Required)
        {
            target(frame, at < arguments.Length ? arguments[at] : Nil.Value);
            at++;
        }
        var spare = Math.Max(0, arguments.Length - Least);
        for (var i = 0; i < lowered.OptionalSlots.Length; i++)
        {
            frame.Locals[lowered.OptionalSlots[i]] =
                spare-- > 0 ? arguments[at++] : lowered.Defaults[i](frame);
        }
        spare = Math.Max(0, spare);
        if (parameters.Rest is not null)
        {
            var rest = new List<object>();
            for (; spare > 0; spare--)
            {
                rest.Add(arguments[at++]);
            }
            frame.Locals[lowered.RestSlot] = frame.Runtime.Array(rest);
        }
        foreach (var target in lowered.Post)
        {
            target(frame, at < arguments.Length ? arguments[at] : Nil.Value);
            at++;
        }
    }

    private void Named(Frame frame, RubyHash? given)
    {
        if (!HasKeywords)
        {
            return;
        }
        var missing = parameters
            .Keywords.Where(keyword =>
                keyword.Default is null && given?.Find(new Symbol(keyword.Name)) is null
            )
            .Select(keyword => keyword.Name)
            .ToList();
        if (missing.Count > 0)
        {
            throw Arguments.Missing(frame.Runtime, missing);
        }
        var taken = 0;
        for (var i = 0; i < parameters.Keywords.Length; i++)
        {
            var keyword = parameters.Keywords[i];
            if (given?.Find(new Symbol(keyword.Name)) is { } value)
            {
                frame.Locals[lowered.KeywordSlots[i]] = value;
                taken++;
            }
            else if (lowered.KeywordDefaults[i] is { } evaluate)
            {
                frame.Locals[lowered.KeywordSlots[i]] = evaluate(frame);
            }
        }
        var names = parameters.Keywords.Select(keyword => (object)new Symbol(keyword.Name)).ToHashSet();
        if (parameters.KeywordRest is not null)
        {
            var rest = frame.Runtime.Hash();
            foreach (var (key, value) in given?.Pairs ?? [])
            {
                if (!names.Contains(key))
                {
                    rest[key] = value;
                }
            }
            frame.Locals[lowered.KeywordRestSlot] = rest;
        }
        else if (given is not null && given.Pairs.Count > taken)
        {
            throw Arguments.Unknown(frame.Runtime, [.. given.Pairs.Keys.Where(key => !names.Contains(key))]);
        }
    }
}
