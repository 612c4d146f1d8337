namespace KefuBlazor.Core;

/// <summary>Why the system refused something. <c>WireNames</c> has what the wire calls each.</summary>
public enum ErrorCode
{
    /// <summary>A frame or argument of the wrong shape, kind or range.</summary>
    BadRequest,

    /// <summary>A frame type that this server does not know.</summary>
    UnknownType,

    /// <summary>The secret is missing or no longer valid.</summary>
    Unauthenticated,

    /// <summary>The caller may see the thing but not do this to it.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not know of it: the two look alike.</summary>
    NotFound,

    /// <summary>Somebody else was first.</summary>
    Conflict,

    /// <summary>The conversation is over.</summary>
    Closed,

    /// <summary>Over a size limit.</summary>
    TooLarge,

    /// <summary>A file of a kind that is not taken.</summary>
    UnsupportedType,

    /// <summary>Too often; <see cref="Error.RetryAfter"/> says when to try again.</summary>
    RateLimited,

    /// <summary>The customer is blocked.</summary>
    Blocked,

    /// <summary>The disk is full: nothing was stored, and the same request may succeed later.</summary>
    StorageFull,

    /// <summary>The store could not be reached or refused: nothing was stored, and the same request may succeed later.</summary>
    Unavailable,
}

/// <summary>A refusal.</summary>
/// <param name="Code">What kind.</param>
/// <param name="Message">For a developer's eyes, in English; never a secret or a message body.</param>
/// <param name="RetryAfter">How long to wait, where that is known.</param>
public sealed record Error(ErrorCode Code, string Message, TimeSpan? RetryAfter = null);

/// <summary>Either a value or the reason why there is none. An expected refusal is not an exception.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>The refusal, or null on success.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The result is a refusal.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Code}, {Error.Message}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
