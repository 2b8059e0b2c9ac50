using Bunraku.Text;

namespace Bunraku.Ruby;

// What C# that speaks with Ruby code uses: calls both ways, definitions, failures.
public sealed partial class Runtime
{
    /// <summary>Calls a method.</summary>
    public object Invoke(object self, string name, object[] arguments, RubyProc? block = null) =>
        Send(self, name, arguments, block);

    /// <summary>The class of a value, as <c>class</c> gives it.</summary>
    public RubyModule TypeOf(object value) => RealClass(value);

    public bool IsA(object value, RubyModule type) => ClassOf(value).Is(type);

    /// <summary>Whether a value has a public method.</summary>
    public bool Responds(object value, string name) => RespondsTo(value, name);

    /// <summary>A block that is written in C#.</summary>
    public RubyProc Block(Func<object[], object> body, int arity = -1) => Native(body, arity);

    /// <summary>How long the running code may still take by its own word; null without an end.</summary>
    public TimeSpan? Remaining =>
        Deadlines.Count == 0 ? null
        : Deadlines.Min(deadline => deadline.At) - Deadline.Now is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>Ends the block whose time is up, or will be after so long, if one's is.</summary>
    public void CheckDeadlines(TimeSpan ahead = default)
    {
        if (Deadlines.Count == 0)
        {
            return;
        }
        var now = Deadline.Now + ahead;
        if (Deadlines.LastOrDefault(deadline => deadline.At <= now) is { } late)
        {
            throw late.Error is { } type ? Error(type, late.Message) : new DeadlineException(late);
        }
    }

    /// <summary>Waits for what is no work of the program: the limit of seconds does not count it.</summary>
    public T Outside<T>(Func<T> wait)
    {
        clock.Stop();
        try
        {
            return wait();
        }
        finally
        {
            clock.Start();
        }
    }

    /// <summary>Waits, but no longer than the running code may take.</summary>
    public void Pause(TimeSpan time)
    {
        var end = Deadline.Now + time;
        while (end - Deadline.Now is var left && left > TimeSpan.Zero)
        {
            var part = Remaining is { } remaining && remaining < left ? remaining : left;
            Outside(() =>
            {
                // Whole milliseconds are slept: what is left of one is slept as one.
                Thread.Sleep((int)Math.Min(Math.Ceiling(part.TotalMilliseconds), int.MaxValue));
                return true;
            });
            CheckDeadlines();
        }
    }

    /// <summary>Defines a method of a module or class itself.</summary>
    public void DefineOwn(RubyModule module, string name, int least, int most, NativeBody body) =>
        SingletonOf(module).Define(name, least, most, body);

    /// <summary>Where calls are being made, innermost first.</summary>
    public IEnumerable<Span> RunningPlaces => Site is { } site ? Places().Prepend(site.Span) : Places();

    /// <summary>The value of a constant by its full name, or null; libraries are required for it.</summary>
    public object? FindConstant(string name)
    {
        object? found = Classes.Object;
        foreach (var part in name.Split("::"))
        {
            if (found is not RubyModule module)
            {
                return null;
            }
            if (!module.Constants.TryGetValue(part, out var next))
            {
                next = module == Classes.Object ? Library.Autoload(this, part) : null;
            }
            if ((found = next) is null)
            {
                return null;
            }
        }
        return found;
    }

    /// <summary>
    /// An error that Ruby code can rescue and that stands for a failure of C#: when nobody rescues it, the
    /// failure goes on as it was.
    /// </summary>
    public Exception Fault(string type, string message, Exception behind)
    {
        var value = new RubyException((RubyModule)FindConstant(type)!)
        {
            Message = String(message),
            Behind = behind,
        };
        return Raise(value);
    }

    /// <summary>An error that was told to C# as a failure, raised again as the same object.</summary>
    public Exception Again(RubyFailure failure, Exception behind)
    {
        var value = (RubyException)failure.Error!;
        value.Behind = behind;
        return Raise(value);
    }

    /// <summary>There is no method of that name for what is described so, where one is called.</summary>
    public Exception Missing(string name, string described) =>
        Site is { IsBare: true }
            ? Error("NameError", $"undefined local variable or method `{name}' for {described}")
            : Error("NoMethodError", $"undefined method `{name}' for {described}");

    /// <summary>Runs Ruby code for C#: what nobody rescued becomes a <see cref="RubyFailure"/>.</summary>
    public T Guard<T>(string path, Func<T> run)
    {
        var (depth, caller, site, place) = (Depth, Caller, Site, placed);
        RubyException raised;
        try
        {
            return run();
        }
        catch (RubyError error) when (error.Value.Behind is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.Value.Behind);
            throw;
        }
        catch (RubyError error)
        {
            raised = error.Value;
        }
        catch (InsufficientExecutionStackException)
        {
            throw new RubyFailure("stack level too deep", "SystemStackError", Here, path, Here?.Line ?? 0);
        }
        catch (LimitException limit)
        {
            throw new RubyFailure(limit.Message, "limit", limit.Place, path, limit.Place?.Line ?? 0);
        }
        catch (Exception exit)
            when (exit is BreakException or ThrowException or ReturnException or RetryException)
        {
            throw new RubyFailure("unexpected exit", "LocalJumpError", Here, path, Here?.Line ?? 0);
        }
        finally
        {
            (Depth, Caller, Site, placed) = (depth, caller, site, place);
        }
        // Only here is the stack as short as it was: where an error is caught, its frames are still there.
        throw Failed(raised, path);
    }

    /// <summary>What an error says; its class when it cannot even say that.</summary>
    internal string SentenceOf(RubyException error)
    {
        try
        {
            return ToText(Send(error, "message"));
        }
        catch (Exception problem)
            when (problem is RubyError or LimitException or InsufficientExecutionStackException)
        {
            return error.Class.Name ?? "";
        }
    }

    private RubyFailure Failed(RubyException error, string path) =>
        new(
            SentenceOf(error),
            error.Class.Name ?? "",
            error.Place,
            error.Place?.File.Path ?? path,
            error.Place?.Line ?? 0
        )
        {
            Error = error,
            IsStandard = error.Class.Is(Classes.StandardError),
        };
}
