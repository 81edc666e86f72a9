#pragma once
#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

// Swift cannot call C's variadic functions, so each argument type of setopt and getinfo has a function here. The callee
// stands in parentheses to keep curl's type-checking macro of the same name out of the way.

/// CURLAUTH_BASIC is a macro with a cast, which Swift does not import.
static const long CCURL_AUTH_BASIC = CURLAUTH_BASIC;

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION, which have the same type.
static inline CURLcode ccurl_set_data_callback(CURL *handle, CURLoption option, curl_write_callback callback) {
    return (curl_easy_setopt)(handle, option, callback);
}

static inline CURLcode ccurl_set_prerequest_callback(CURL *handle, curl_prereq_callback callback) {
    return (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode ccurl_set_open_callback(CURL *handle, curl_opensocket_callback callback) {
    return (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode ccurl_set_close_callback(CURL *handle, curl_closesocket_callback callback) {
    return (curl_easy_setopt)(handle, CURLOPT_CLOSESOCKETFUNCTION, callback);
}

static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

static inline CURLMcode ccurl_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
    return (curl_multi_setopt)(multi, option, value);
}

static inline CURLMcode ccurl_multi_set_socket_callback(CURLM *multi, curl_socket_callback callback) {
    return (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, callback);
}

/// The result of a finished transfer: a member of a union that Swift shows without names.
static inline CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }

static inline void ccurl_name_this_thread(const char *name) { prctl(PR_SET_NAME, name); }

// libcurl writes the keys of every TLS session to the file that SSLKEYLOGFILE names, and has no option against it. Its
// hook into the OpenSSL context runs after it has set that up, and takes it back. Declared here rather than included:
// one function of libssl is all that is used.
struct ssl_ctx_st;
struct ssl_st;
void SSL_CTX_set_keylog_callback(struct ssl_ctx_st *context, void (*callback)(const struct ssl_st *, const char *));

static inline CURLcode ccurl_drop_key_log(CURL *handle, void *context, void *unused) {
    (void)handle, (void)unused;
    SSL_CTX_set_keylog_callback((struct ssl_ctx_st *)context, NULL);
    return CURLE_OK;
}

static inline CURLcode ccurl_forbid_key_log(CURL *handle) {
    return (curl_easy_setopt)(handle, CURLOPT_SSL_CTX_FUNCTION, ccurl_drop_key_log);
}
