# Refusals: what went wrong, and what to do next.
error-unexpected = Something went wrong on our side. It has been recorded; please try again.
error-not-found = This page or record does not exist, or is not for you to see.
error-permission-denied = You do not have the permission for this.
error-not-signed-in = Please sign in first.
error-token-invalid = This sign-in is not valid here. Please sign in again.
error-token-expired = Your sign-in has run out. Please sign in again.
error-invalid-input = Some of what you sent cannot be accepted.
error-conflict = Somebody else changed this in the meantime. Reload and try again.
error-too-many-attempts =
    { $retry_after ->
        [one] Too many attempts. Try again in one second.
       *[other] Too many attempts. Try again in { $retry_after } seconds.
    }
error-method-not-allowed = This cannot be done at this address.
error-bad-request = The request could not be understood.
error-unavailable = This is not available right now. Please try again shortly.
error-password-too-short = A password needs at least { $least } characters.
error-password-too-long = A password has at most { $most } characters.

error-title-400 = Not understood
error-title-401 = Sign-in needed
error-title-403 = Not allowed
error-title-404 = Not found
error-title-405 = Not possible here
error-title-409 = Not possible as things stand
error-title-422 = Not accepted
error-title-429 = Too many attempts
error-title-500 = Something went wrong
error-title-503 = Not available right now

error-field-missing = This is needed.
error-field-unknown = This is not expected here.
error-field-too-short = This is too short.
error-field-too-long = This is too long.
error-field-too-small = This is too small.
error-field-too-large = This is too large.
error-field-not-a-number = This is not a number.
error-field-not-a-date = This is not a date or time.
error-field-not-a-choice = This is not one of the choices.
error-field-too-many-digits = This has too many digits.
error-field-no-time-zone = The time needs its offset from UTC, such as Z or +01:00.
error-field-not-json = This is not valid JSON.
error-field-not-an-object = An object is needed here, sent as JSON with Content-Type: application/json.
error-field-not-a-list = A list is needed here.
error-field-not-a-text = A text is needed here.
error-field-wrong-form = This does not have the form that is needed here.
error-control-characters = This holds characters that no text may hold.
error-not-an-email-address = This is not an e-mail address.
error-unknown-country = This is not the code of a country, such as LU.
error-unknown-currency = This is not the code of a currency, such as EUR.
error-too-far-away = This moment is too far away.
error-ends-before-it-begins = The end must come after the beginning.
error-field-invalid = This cannot be accepted.

format-points =
    { $count ->
        [one] { $number } point
       *[other] { $number } points
    }
error-version-missing = This change needs the header If-Match with the ETag of what you saw.
error-version-changed = It was changed by somebody else meanwhile. Read it again, then repeat your change.
error-cursor-invalid = The cursor does not belong to this list. Begin again without one.
error-title-412 = Changed meanwhile
error-title-428 = Say which version you saw
