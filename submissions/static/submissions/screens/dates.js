// Wagtail's date picker puts today in the place of what it cannot read, and 3 March in the place of 31 February, as
// soon as the person leaves the field. What was typed has to stay, for the server to say how a date is written.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
